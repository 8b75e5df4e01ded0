package io.patchbay.plugin.host;

/**
 * How large a bundle may be.
 *
 * @param zippedBytes of the file
 * @param entries of the file, and of each library in it
 * @param unzippedBytes of all entries together
 * @param ratio of unzipped to zipped bytes, looked at above one megabyte
 */
public record BundleLimits(long zippedBytes, int entries, long unzippedBytes, int ratio) {
  private static final long MIB = 1024L * 1024;

  public static final BundleLimits DEFAULT = new BundleLimits(64 * MIB, 10_000, 256 * MIB, 100);
}
