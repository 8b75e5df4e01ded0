package io.patchbay.http.apache;

import io.patchbay.http.EgressPolicy;
import io.patchbay.http.HostName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names and refuses the whole answer when one address in it may not be called. The client
 * connects to exactly the addresses returned here, so a name cannot change its mind in between.
 */
final class GuardedDnsResolver implements DnsResolver {

  /** How names become addresses; another one in tests. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  /** The policy said no; the message is for the user. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EgressPolicy policy;
  private final Lookup lookup;
  private final ExecutorService threads;

  /**
   * @param threads platform threads: a look-up blocks its carrier, and a slow name server must not
   *     stop all virtual threads
   */
  GuardedDnsResolver(EgressPolicy policy, Lookup lookup, ExecutorService threads) {
    this.policy = policy;
    this.lookup = lookup;
    this.threads = threads;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    Optional<HostName> name = HostName.parse(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
    if (name.isEmpty()) {
      throw new Refused("'" + host + "' is not a host name");
    }
    InetAddress literal = name.get().literal();
    InetAddress[] found = literal == null ? lookUp(name.get().text()) : new InetAddress[] {literal};
    List<InetSocketAddress> vetted = new ArrayList<>(found.length);
    for (InetAddress address : found) {
      Optional<String> refusal = policy.refuse(name.get().text(), port, address);
      if (refusal.isPresent()) {
        throw new Refused(refusal.get());
      }
      vetted.add(new InetSocketAddress(address, port));
    }
    return vetted;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    throw new Refused("'" + host + "' was asked for without a port");
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    Future<InetAddress[]> answer;
    try {
      answer = threads.submit(() -> lookup.find(host));
    } catch (RejectedExecutionException e) {
      throw unknown(host, "too many names are being looked up");
    }
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unknown(host, "no address is known for it");
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unknown(host, "its name server did not answer in " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, "interrupted");
    }
  }

  private static UnknownHostException unknown(String host, String why) {
    return new UnknownHostException("'" + host + "': " + why);
  }
}
