package io.patchbay.plugin.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** One walk over a zip with limits on everything; keeps the few small texts that are needed. */
final class BundleEntries {

  private static final Set<String> KEPT = Set.of(BundleReader.PROPERTIES, BundleReader.CATALOGUE);
  private static final int LARGEST_TEXT = 4 * 1024 * 1024;
  private static final int LARGEST_ICON = 40 * 1024;
  private static final int MOST_ICONS = 22;
  private static final long RATIO_FROM = 1024 * 1024;
  private static final String API = "io/patchbay/plugin/";

  private final BundleLimits limits;
  private final long zippedBytes;
  private final Map<String, byte[]> kept = new HashMap<>();
  private long unzipped;

  private BundleEntries(BundleLimits limits, long zippedBytes) {
    this.limits = limits;
    this.zippedBytes = zippedBytes;
  }

  static BundleEntries scan(InputStream in, long zippedBytes, BundleLimits limits) {
    BundleEntries entries = new BundleEntries(limits, zippedBytes);
    try (ZipInputStream zip = new ZipInputStream(in)) {
      entries.walk(zip, false);
    } catch (IOException | IllegalArgumentException e) {
      throw new BundleRefused(
          "plugin.not-a-zip", "Cannot install the bundle: it is not a readable zip file.");
    }
    return entries;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(kept.get(name)).map(BundleReader::utf8);
  }

  private void walk(ZipInputStream zip, boolean library) throws IOException {
    Set<String> names = new HashSet<>();
    int count = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName();
      if (++count > limits.entries()) {
        throw new BundleRefused(
            "plugin.bundle-too-large",
            "Cannot install the bundle: it has more than %,d entries.".formatted(limits.entries()));
      }
      checkName(name, library);
      if (!names.add(name) && !library) {
        throw new BundleRefused(
            "plugin.bundle-invalid",
            "Cannot install the bundle: it contains '" + printable(name) + "' twice.");
      }
      checkNotOfTheApi(name);
      if (!library && name.startsWith("lib/") && name.endsWith(".jar")) {
        walk(new ZipInputStream(new Counting(zip)), true);
      } else if (!library && KEPT.contains(name)) {
        kept.put(name, text(zip, name, LARGEST_TEXT));
      } else if (!library && isIcon(name)) {
        kept.put(name, text(zip, name, LARGEST_ICON));
      } else {
        skip(zip);
      }
    }
    if (count == 0 && !library) {
      throw new BundleRefused(
          "plugin.not-a-zip", "Cannot install the bundle: it is not a readable zip file.");
    }
  }

  private boolean isIcon(String name) {
    return name.startsWith("classes/") && name.endsWith(".svg") && kept.size() < MOST_ICONS;
  }

  private static void checkName(String name, boolean library) {
    boolean outside =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || name.indexOf('\0') >= 0
            || name.length() > 400
            || List.of(name.split("/", -1)).contains("..");
    if (outside && !library) {
      throw new BundleRefused(
          "plugin.bundle-invalid",
          "Cannot install the bundle: the entry '"
              + printable(name)
              + "' would lie outside the plugin's own folder.");
    }
  }

  private static void checkNotOfTheApi(String name) {
    String path = name.startsWith("classes/") ? name.substring("classes/".length()) : name;
    if (path.startsWith(API) && path.endsWith(".class")) {
      throw new BundleRefused(
          "plugin.contains-api",
          "Cannot install the bundle: it contains the plugin API itself ("
              + printable(path)
              + "). Give patchbay-plugin-api the scope 'provided' in the plugin's build, and keep"
              + " the plugin's own classes out of io.patchbay.plugin.");
    }
  }

  private byte[] text(InputStream in, String name, int largest) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      count(n);
      out.write(buffer, 0, n);
      if (out.size() > largest) {
        throw new BundleRefused(
            "plugin.bundle-too-large",
            "Cannot install the bundle: %s is larger than %,d bytes.".formatted(name, largest));
      }
    }
    return out.toByteArray();
  }

  private void skip(InputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      count(n);
    }
  }

  private void count(long bytes) {
    unzipped += bytes;
    boolean bomb = unzipped > RATIO_FROM && unzipped > zippedBytes * limits.ratio();
    if (unzipped > limits.unzippedBytes() || bomb) {
      throw new BundleRefused(
          "plugin.bundle-too-large",
          "Cannot install the bundle: unzipped it would be larger than %,d bytes, or more than %d"
                  .formatted(limits.unzippedBytes(), limits.ratio())
              + " times as large as the file.");
    }
  }

  private static String printable(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 100 ? clean.substring(0, 100) + "…" : clean;
  }

  /** Counts the bytes of a library as they are in the bundle and leaves its end to the bundle. */
  private final class Counting extends InputStream {
    private final InputStream in;

    Counting(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      if (b >= 0) {
        count(1);
      }
      return b;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      int n = in.read(b, off, len);
      if (n > 0) {
        count(n);
      }
      return n;
    }
  }
}
