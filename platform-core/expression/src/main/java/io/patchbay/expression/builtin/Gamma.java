package io.patchbay.expression.builtin;

/** The gamma function after Lanczos (g = 7, n = 9): about 15 digits. */
final class Gamma {
  private static final double[] C = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private Gamma() {}

  static double gamma(double x) {
    if (x == Math.rint(x) && x > 0 && x < 23) {
      double product = 1;
      for (int i = 2; i < x; i++) {
        product *= i;
      }
      return product;
    }
    if (x < 0.5) {
      return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
    }
    double t = x + 6.5;
    return Math.sqrt(2 * Math.PI) * Math.pow(t, x - 0.5) * Math.exp(-t) * series(x - 1);
  }

  static double logGamma(double x) {
    if (x == Math.rint(x) && x > 0 && x < 23) {
      return Math.log(gamma(x));
    }
    if (x < 0.5) {
      return Math.log(Math.abs(Math.PI / Math.sin(Math.PI * x))) - logGamma(1 - x);
    }
    double t = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series(x - 1));
  }

  private static double series(double x) {
    double sum = C[0];
    for (int i = 1; i < C.length; i++) {
      sum += C[i] / (x + i);
    }
    return sum;
  }
}
