package adjointlab.core.ode;

import adjointlab.core.ode.Tableau.ErrorEstimate;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.linsol.svd.SolvePseudoInverseSvd_DDRM;

/// The explicit Runge-Kutta methods' coefficients, each with its source.
public final class Tableaus {
    private Tableaus() {}

    /// Euler's method; order 1, one stage. Euler, Institutionum calculi integralis I, 1768, §650.
    public static Tableau euler() {
        double[] b = {1};
        // Without a slope at the end the straight line is the natural interpolant of a first-order method.
        return new Tableau(
                1, new double[][] {{}}, b, ErrorEstimate.NONE, new Tableau.Dense(1, new double[0][], new double[][] {{1}
                }));
    }

    /// The explicit midpoint method; order 2, two stages. Runge, Math. Ann. 46 (1895) 167.
    public static Tableau midpoint() {
        return fixed(2, new double[][] {{}, {0.5}}, new double[] {0, 1});
    }

    /// Heun's method, the explicit trapezoidal rule; order 2, two stages. Heun, Z. Math. Phys. 45 (1900) 23.
    public static Tableau heun() {
        return fixed(2, new double[][] {{}, {1}}, new double[] {0.5, 0.5});
    }

    /// Ralston's method, the two-stage method of least error bound; order 2. Ralston, Math. Comp. 16 (1962) 431.
    public static Tableau ralston() {
        return fixed(2, new double[][] {{}, {2.0 / 3}}, new double[] {0.25, 0.75});
    }

    /// The classic Runge-Kutta method; order 4, four stages. Kutta, Z. Math. Phys. 46 (1901) 435.
    public static Tableau rk4() {
        return fixed(
                4, new double[][] {{}, {0.5}, {0, 0.5}, {0, 0, 1}}, new double[] {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6});
    }

    /// Kutta's 3/8 rule, torchdiffeq's `rk4`; order 4, four stages. Kutta, Z. Math. Phys. 46 (1901) 435.
    public static Tableau rk438() {
        return fixed(4, new double[][] {{}, {1.0 / 3}, {-1.0 / 3, 1}, {1, -1, 1}}, new double[] {
            1.0 / 8, 3.0 / 8, 3.0 / 8, 1.0 / 8
        });
    }

    /// Heun's method with Euler's as its error estimate; order 2(1), two stages.
    public static Tableau heunEuler() {
        double[] b = {0.5, 0.5};
        return new Tableau(
                2,
                new double[][] {{}, {1}},
                b,
                ErrorEstimate.linear(2, new double[] {-0.5, 0.5}),
                Tableau.hermite(2, b, false));
    }

    /// Bogacki and Shampine's 3(2) pair; four stages, first same as last. Appl. Math. Lett. 2 (1989) 321.
    public static Tableau bogackiShampine() {
        double[] b = {2.0 / 9, 1.0 / 3, 4.0 / 9, 0};
        return new Tableau(
                3,
                new double[][] {{}, {0.5}, {0, 0.75}, {2.0 / 9, 1.0 / 3, 4.0 / 9}},
                b,
                ErrorEstimate.linear(
                        3, new double[] {2.0 / 9 - 7.0 / 24, 1.0 / 3 - 1.0 / 4, 4.0 / 9 - 1.0 / 3, -1.0 / 8}),
                Tableau.hermite(3, b, true));
    }

    /// Fehlberg's 4(5) pair, carrying on the solution of order 4 as he did; six stages. Computing 6 (1970) 61.
    public static Tableau fehlberg() {
        double[] b = {25.0 / 216, 0, 1408.0 / 2565, 2197.0 / 4104, -1.0 / 5, 0};
        double[] fifth = {16.0 / 135, 0, 6656.0 / 12825, 28561.0 / 56430, -9.0 / 50, 2.0 / 55};
        return new Tableau(
                4,
                new double[][] {
                    {},
                    {1.0 / 4},
                    {3.0 / 32, 9.0 / 32},
                    {1932.0 / 2197, -7200.0 / 2197, 7296.0 / 2197},
                    {439.0 / 216, -8, 3680.0 / 513, -845.0 / 4104},
                    {-8.0 / 27, 2, -3544.0 / 2565, 1859.0 / 4104, -11.0 / 40}
                },
                b,
                ErrorEstimate.linear(5, difference(b, fifth)),
                Tableau.hermite(4, b, false));
    }

    /// Dormand and Prince's 5(4) pair with their own error weights; seven stages, first same as last. J. Comput.
    /// Appl. Math. 6 (1980) 19. Dense output of order 4 by Shampine as in Hairer, Nørsett and Wanner I, II.6,
    /// `contd5`.
    public static Tableau dormandPrince() {
        double[] e = {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
        double[] d = {
            -12715105075.0 / 11282082432.0,
            0,
            87487479700.0 / 32700410799.0,
            -10690763975.0 / 1880347072.0,
            701980252875.0 / 199316789632.0,
            -1453857185.0 / 822651844.0,
            69997945.0 / 29380423.0
        };
        double[] b = DORMAND_PRINCE_B;
        double[][] weights = new double[7][];
        for (int i = 0; i < 7; i++) {
            double first = i == 0 ? 1 : 0;
            double last = i == 6 ? 1 : 0;
            // y = y₀ + θ(Δ + (1−θ)(r₃ + θ(r₄ + (1−θ)r₅))), r₃ = hk₁ − Δ, r₄ = Δ − hk₇ − r₃, r₅ = hΣdᵢkᵢ
            double r3 = first - b[i];
            double r4 = b[i] - last - r3;
            weights[i] = new double[] {b[i] + r3, -r3 + r4 + d[i], -r4 - 2 * d[i], d[i]};
        }
        return dormandPrince(e, weights);
    }

    /// The same pair with Shampine's error weights, as torchdiffeq and diffrax have it. Shampine, Math. Comp. 46
    /// (1986)
    /// 135. Dense output is the quartic through both ends, their slopes and Shampine's midpoint.
    public static Tableau dormandPrinceShampine() {
        double[] fourth = {1951.0 / 21600, 0, 22642.0 / 50085, 451.0 / 720, -12231.0 / 42400, 649.0 / 6300, 1.0 / 60};
        double[] middle = {
            6025192743.0 / 30085553152.0 / 2,
            0,
            51252292925.0 / 65400821598.0 / 2,
            -2691868925.0 / 45128329728.0 / 2,
            187940372067.0 / 1594534317056.0 / 2,
            -1776094331.0 / 19743644256.0 / 2,
            11237099.0 / 235043384.0 / 2
        };
        double[] b = DORMAND_PRINCE_B;
        double[][] weights = new double[7][];
        for (int i = 0; i < 7; i++) {
            double first = i == 0 ? 1 : 0;
            double last = i == 6 ? 1 : 0;
            weights[i] = new double[] {
                first,
                last - 4 * first - 5 * b[i] + 16 * middle[i],
                5 * first - 3 * last + 14 * b[i] - 32 * middle[i],
                2 * (last - first) - 8 * b[i] + 16 * middle[i]
            };
        }
        return dormandPrince(difference(b, fourth), weights);
    }

    private static final double[] DORMAND_PRINCE_B = {
        35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0
    };

    private static Tableau dormandPrince(double[] e, double[][] denseWeights) {
        return new Tableau(
                5,
                new double[][] {
                    {},
                    {1.0 / 5},
                    {3.0 / 40, 9.0 / 40},
                    {44.0 / 45, -56.0 / 15, 32.0 / 9},
                    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
                    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
                    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
                },
                DORMAND_PRINCE_B,
                ErrorEstimate.linear(5, e),
                new Tableau.Dense(4, new double[0][], denseWeights));
    }

    /// Tsitouras's 5(4) pair; seven stages, first same as last, with its free dense output of order 4. Comput.
    /// Math. Appl. 62 (2011) 770.
    public static Tableau tsitouras() {
        double[] b = {
            0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774, 0
        };
        double[][] weights = {
            quartic(-1.0530884977290216, new double[] {0, -1.3299890189751412, 1}, new double[] {
                0.7139816917074209, -1.4364028541716351, 1
            }),
            quartic(0.1017, new double[] {0, 0, 1}, new double[] {1.2949852507374631, -2.1966568338249754, 1}),
            quartic(2.490627285651252793, new double[] {0, 0, 1}, new double[] {
                1.57803468208092486, -2.38535645472061657, 1
            }),
            quartic(-16.54810288924490272, new double[] {0, 0, 1}, roots(1.21712927295533244, 0.61620406037800089)),
            quartic(47.37952196281928122, new double[] {0, 0, 1}, roots(1.203071208372362603, 0.658047292653547382)),
            quartic(-34.87065786149660974, new double[] {0, 0, 1}, roots(1.2, 2.0 / 3)),
            quartic(2.5, new double[] {0, 0, 1}, roots(1, 0.6))
        };
        return new Tableau(
                5,
                new double[][] {
                    {},
                    {0.161},
                    {-0.008480655492356989, 0.335480655492357},
                    {2.8971530571054935, -6.359448489975075, 4.3622954328695815},
                    {5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525},
                    {5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383
                    },
                    {
                        0.09646076681806523,
                        0.01,
                        0.4798896504144996,
                        1.379008574103742,
                        -3.290069515436081,
                        2.324710524099774
                    }
                },
                b,
                ErrorEstimate.linear(5, new double[] {
                    -0.00178001105222577714,
                    -0.0008164344596567469,
                    0.007880878010261995,
                    -0.1447110071732629,
                    0.5823571654525552,
                    -0.45808210592918697,
                    0.015151515151515152
                }),
                new Tableau.Dense(4, new double[0][], weights));
    }

    /// Dormand and Prince's method of order 8 with error estimates of orders 5 and 3 and its own dense output of
    /// order 7, Hairer's code DOP853; thirteen stages, first same as last.
    public static Tableau dormandPrince8() {
        return DormandPrince8.tableau();
    }

    /// Kværnø's ESDIRK 5(4) method: L-stable and stiffly accurate, so that it damps what is stiff; seven stages,
    /// the first explicit, the last the next step's first. BIT 44 (2004) 489, method ESDIRK5/4a. Its dense output
    /// is ours.
    public static Tableau kvaerno() {
        double gamma = 0.26;
        double[][] a = {
            {},
            {0.26, gamma},
            {0.13, 0.84033320996790809, gamma},
            {0.22371961478320505, 0.47675532319799699, -0.06470895363112615, gamma},
            {0.16648564323248321, 0.10450018841591720, 0.03631482272098715, -0.13090704451073998, gamma},
            {0.13855640231268224, 0, -0.04245337201752043, 0.02446657898003141, 0.61943039072480676, gamma},
            {
                0.13659751177640291,
                0,
                -0.05496908796538376,
                -0.04118626728321046,
                0.62993304899016403,
                0.06962479448202728,
                gamma
            }
        };
        double[] b = a[6];
        double[] fourth = java.util.Arrays.copyOf(a[5], 7);
        return new Tableau(5, a, b, ErrorEstimate.linear(5, difference(b, fourth)), smoothQuartic(a, b));
    }

    /// Dense output of order 4 with continuous slope for a method whose last stage is the next step's first:
    /// weights Σₘ W[m]θ^m with W[1] and ΣmW[m] the unit vectors of first and last stage and ΣW[m] = b. The one free
    /// choice is W[2], the smallest vector that meets the order conditions; those of W[3] and W[4] follow.
    private static Tableau.Dense smoothQuartic(double[][] a, double[] b) {
        int s = b.length;
        var trees = RootedTree.upTo(4);
        DMatrixRMaj conditions = new DMatrixRMaj(trees.size(), s);
        DMatrixRMaj target = new DMatrixRMaj(trees.size(), 1);
        for (int row = 0; row < trees.size(); row++) {
            double[] phi = trees.get(row).stageWeights(a);
            for (int i = 0; i < s; i++) {
                conditions.set(row, i, phi[i]);
            }
            target.set(row, trees.get(row).order() == 2 ? 1 / trees.get(row).density() : 0);
        }
        // conditions repeat each other up to rounding, because the stages themselves have order 2
        SolvePseudoInverseSvd_DDRM smallest = new SolvePseudoInverseSvd_DDRM();
        smallest.setThreshold(1e-10);
        smallest.setA(conditions);
        DMatrixRMaj second = new DMatrixRMaj(s, 1);
        smallest.solve(target, second);
        double[][] weights = new double[s][];
        for (int i = 0; i < s; i++) {
            double first = i == 0 ? 1 : 0;
            double last = i == s - 1 ? 1 : 0;
            double w2 = second.get(i);
            double w3 = 4 * b[i] - 3 * first - last - 2 * w2;
            weights[i] = new double[] {first, w2, w3, b[i] - first - w2 - w3};
        }
        return new Tableau.Dense(4, new double[0][], weights);
    }

    private static Tableau fixed(int order, double[][] a, double[] b) {
        return new Tableau(order, a, b, ErrorEstimate.NONE, Tableau.hermite(order, b, false));
    }

    private static double[] difference(double[] b, double[] other) {
        double[] e = new double[b.length];
        for (int i = 0; i < e.length; i++) {
            e[i] = b[i] - other[i];
        }
        return e;
    }

    /// (θ − r₁)(θ − r₂), lowest power first.
    private static double[] roots(double r1, double r2) {
        return new double[] {r1 * r2, -r1 - r2, 1};
    }

    /// factor·p·q without its constant term, which is zero.
    private static double[] quartic(double factor, double[] p, double[] q) {
        double[] product = new double[4];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < q.length; j++) {
                if (i + j > 0) {
                    product[i + j - 1] += factor * p[i] * q[j];
                }
            }
        }
        return product;
    }
}
