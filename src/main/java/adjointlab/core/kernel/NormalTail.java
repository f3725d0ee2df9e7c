package adjointlab.core.kernel;

/// The normal distribution function Φ to a few units in the last place, also far in its left tail.
///
/// Φ(−x) = e^{−x²/2} g(w)/(x + 4) for x ≥ 0, where w = (x − 4)/(x + 4) + ½ and g, of degree 23, interpolates in the
/// Chebyshev nodes of 0 ≤ x ≤ 38 and is within 2⁻⁵⁶; the transformation of Shepherd and Laframboise, "Chebyshev
/// approximation of (1 + 2x) exp(x²) erfc x", Math. Comp. 36 (1981) 249.
public final class NormalTail {
    static final double G0 = 0x1.2eeb42bebf722p+0;
    static final double G1 = -0x1.2aaa9379cbfa8p+0;
    static final double G2 = 0x1.868431fd43b1ap-1;
    static final double G3 = -0x1.41f56ef20df68p-2;
    static final double G4 = 0x1.ef5b44f4ccadcp-5;
    static final double G5 = 0x1.252a1759c48adp-7;
    static final double G6 = -0x1.9be635cbb9e0ap-8;
    static final double G7 = -0x1.8486b1bcc88dcp-12;
    static final double G8 = 0x1.47018f17ebdd7p-11;
    static final double G9 = 0x1.135aebbaf558bp-14;
    static final double G10 = -0x1.0a6eb24f652dcp-14;
    static final double G11 = -0x1.09fe93e21000dp-16;
    static final double G12 = 0x1.55ce6701b2cb1p-18;
    static final double G13 = 0x1.9376f10e7940ep-19;
    static final double G14 = 0x1.88a030ceaceb2p-26;
    static final double G15 = -0x1.b054232b72978p-22;
    static final double G16 = -0x1.ecae49eab12dbp-24;
    static final double G17 = 0x1.1ef39ce1a446dp-25;
    static final double G18 = 0x1.9b501e9db92fbp-27;
    static final double G19 = 0x1.5e3abd4a2ddd1p-30;
    static final double G20 = 0x1.fa9854346d662p-27;
    static final double G21 = -0x1.1911c7177f7a5p-26;
    static final double G22 = 0x1.9260541eed7b3p-28;
    static final double G23 = -0x1.90f58c8724288p-31;
    /// Where e^{−x²/2} would become subnormal; beyond it that of here.
    static final double LARGEST = 37.6;
    /// φ(0).
    static final double PDF_AT_0 = 0.3989422804014327;

    private static final double[] G = {
        G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11,
        G12, G13, G14, G15, G16, G17, G18, G19, G20, G21, G22, G23
    };

    private NormalTail() {}

    /// Φ(z).
    public static double cdf(double z) {
        double x = Math.min(Math.abs(z), LARGEST);
        double inverse = 1 / (x + 4);
        double w = Math.fma(inverse, -8, 1.5);
        double w2 = w * w;
        double odd = 0;
        double even = 0;
        for (int k = G.length - 1; k > 0; k -= 2) {
            odd = Math.fma(odd, w2, G[k]);
            even = Math.fma(even, w2, G[k - 1]);
        }
        double tail = Math.fma(odd, w, even) * inverse * exponential(x);
        return z > 0 ? 1 - tail : tail;
    }

    /// φ(z), the density.
    public static double pdf(double z) {
        return PDF_AT_0 * exponential(Math.min(Math.abs(z), LARGEST));
    }

    /// z·Φ(z).
    public static double gelu(double z) {
        return Math.max(z, -LARGEST) * cdf(z);
    }

    /// Φ(z) + zφ(z), the slope of [#gelu].
    public static double geluSlope(double z) {
        return cdf(z) + Math.max(-LARGEST, Math.min(LARGEST, z)) * pdf(z);
    }

    /// e^{−x²/2}; what the square rounds off is put back.
    private static double exponential(double x) {
        double square = x * x;
        double rest = Math.fma(x, x, -square);
        return Math.exp(-0.5 * square) * (1 - 0.5 * rest);
    }
}
