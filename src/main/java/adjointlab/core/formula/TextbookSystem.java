package adjointlab.core.formula;

import java.util.List;
import java.util.Optional;

/// A system that textbooks have, as a formula.
///
/// @param id what stands for its formula wherever one is asked for
/// @param label what a menu shows
/// @param text its formula, with where its trajectories start
/// @param horizon how long they are worth seeing, s
/// @param citation where it comes from
public record TextbookSystem(String id, String label, String text, double horizon, String citation) {
    /// In alphabetical order.
    public static final List<TextbookSystem> ALL = List.of(
            new TextbookSystem(
                    "brusselator", "Brusselator", """
                        x' = a + x^2*y - (b + 1)*x
                        y' = b*x - x^2*y
                        a = 1 in [0.5, 2]
                        b = 3 in [1, 4]
                        x(0) = 1 ± 0.5
                        y(0) = 2 ± 1
                        """, 10, "Prigogine and Lefever, J. Chem. Phys. 48 (1968) 1695"),
            new TextbookSystem(
                    "chua", "Chua's circuit", """
                        x' = a*(y - x - f)
                        y' = x - y + z
                        z' = -b*y
                        f = m*x + (n - m)/2*(abs(x + 1) - abs(x - 1))
                        a = 15.6 in [8, 18]
                        b = 28 in [20, 40]
                        m = -0.714
                        n = -1.143
                        x(0) = 0.7 ± 0.1
                        y(0) = 0 ± 0.1
                        z(0) = 0 ± 0.1
                        """, 20, "Matsumoto, IEEE Trans. Circuits Syst. 31 (1984) 1055"),
            new TextbookSystem(
                    "competition", "Competing species", """
                        x' = x*(3 - x - a*y)
                        y' = y*(2 - x - y)
                        a = 2 in [0.5, 3]
                        x(0) = 1.5 ± 1
                        y(0) = 1.5 ± 1
                        """, 8, "Strogatz, Nonlinear Dynamics and Chaos, section 6.4"),
            new TextbookSystem(
                    "double-pendulum",
                    "Double pendulum",
                    """
                    α'' = (-3*g*sin(α) - g*sin(α - 2*β) - 2*sin(d)*(β'^2 + α'^2*cos(d)))/(2 + 2*sin(d)^2)
                    β'' = 2*sin(d)*(2*α'^2 + 2*g*cos(α) + β'^2*cos(d))/(2 + 2*sin(d)^2)
                    d = α - β
                    g = 9.81 in [1, 20]
                    α(0) = 1 ± 0.5
                    β(0) = 1 ± 0.5
                    α'(0) = 0
                    β'(0) = 0
                    """,
                    5,
                    "Landau and Lifshitz, Mechanics, section 5, with equal masses and lengths"),
            new TextbookSystem(
                    "duffing",
                    "Duffing oscillator, driven",
                    """
                    x'' = -δ*x' - α*x - β*x^3 + γ*cos(ω*t)
                    δ = 0.3 in [0, 1]
                    α = -1 in [-2, 2]
                    β = 1 in [0, 2]
                    γ = 0.5 in [0, 1]
                    ω = 1.2 in [0.5, 2]
                    x(0) = 0 ± 1
                    x'(0) = 0 ± 1
                    """,
                    20,
                    "Guckenheimer and Holmes, Nonlinear Oscillations, section 2.2"),
            new TextbookSystem(
                    "fitzhugh-nagumo", "FitzHugh-Nagumo neuron", """
                        v' = v - v^3/3 - w + I
                        w' = ε*(v + a - b*w)
                        I = 0.5 in [0, 1.5]
                        ε = 0.08 in [0.02, 0.3]
                        a = 0.7
                        b = 0.8
                        v(0) = 0 ± 2
                        w(0) = 0 ± 1
                        """, 40, "FitzHugh, Biophys. J. 1 (1961) 445"),
            new TextbookSystem("henon-heiles", "Hénon-Heiles", """
                x'' = -x - 2*λ*x*y
                y'' = -y - λ*(x^2 - y^2)
                λ = 1 in [0, 1]
                x(0) = 0 ± 0.3
                y(0) = 0 ± 0.3
                x'(0) = 0 ± 0.3
                y'(0) = 0 ± 0.3
                """, 20, "Hénon and Heiles, Astron. J. 69 (1964) 73"),
            new TextbookSystem(
                    "kepler",
                    "Kepler's problem",
                    """
                    x'' = -m*x/r^3
                    y'' = -m*y/r^3
                    r = sqrt(x^2 + y^2)
                    m = 1 in [0.5, 2]
                    x(0) = 1 ± 0.1
                    y(0) = 0 ± 0.1
                    x'(0) = 0
                    y'(0) = 1 ± 0.2
                    """,
                    10,
                    "Arnold, Mathematical Methods of Classical Mechanics, section 8"),
            new TextbookSystem("logistic", "Logistic growth", """
                x' = r*x*(1 - x/K)
                r = 1 in [0.1, 3]
                K = 1 in [0.5, 2]
                x(0) = 0.5 ± 0.45
                """, 6, "Verhulst, Corresp. Math. Phys. 10 (1838) 113"),
            new TextbookSystem("lorenz", "Lorenz", """
                x' = σ*(y - x)
                y' = x*(ρ - z) - y
                z' = x*y - β*z
                σ = 10 in [1, 20]
                ρ = 28 in [0, 40]
                β = 2.6666666666666665 in [0.5, 4]
                x(0) = 0 ± 10
                y(0) = 0 ± 10
                z(0) = 25 ± 10
                """, 3, "Lorenz, J. Atmos. Sci. 20 (1963) 130"),
            new TextbookSystem("lotka-volterra", "Lotka-Volterra", """
                x' = α*x - β*x*y
                y' = δ*x*y - γ*y
                α = 1 in [0.5, 2]
                β = 1 in [0.5, 2]
                δ = 1 in [0.5, 2]
                γ = 1 in [0.5, 2]
                x(0) = 1.5 ± 0.8
                y(0) = 1.5 ± 0.8
                """, 8, "Lotka, PNAS 6 (1920) 410"),
            new TextbookSystem("oregonator", "Oregonator", """
                x' = s*(y + x*(1 - q*x - y))
                y' = (z - (1 + x)*y)/s
                z' = w*(x - z)
                s = 77.27
                q = 8.375e-6
                w = 0.161
                x(0) = 1 ± 0.5
                y(0) = 2 ± 0.5
                z(0) = 3 ± 0.5
                """, 30, "Field and Noyes, J. Chem. Phys. 60 (1974) 1877"),
            new TextbookSystem(
                    "pendulum", "Pendulum, driven", """
                        φ'' = -ω^2*sin(φ) - δ*φ' + F*cos(ν*t)
                        ω = 1 in [0.5, 2]
                        δ = 0.1 in [0, 1]
                        F = 0.2 in [0, 2]
                        ν = 0.7 in [0.1, 2]
                        φ(0) = 0 ± 2
                        φ'(0) = 0 ± 1
                        """, 10, "Baker and Gollub, Chaotic Dynamics, chapter 1"),
            new TextbookSystem("rigid-body", "Free rigid body", """
                x' = (B - C)/A*y*z
                y' = (C - A)/B*z*x
                z' = (A - B)/C*x*y
                A = 1 in [0.5, 2]
                B = 2 in [0.5, 3]
                C = 3 in [0.5, 4]
                x(0) = 0 ± 1
                y(0) = 1 ± 0.3
                z(0) = 0 ± 1
                """, 12, "Landau and Lifshitz, Mechanics, section 36"),
            new TextbookSystem(
                    "robertson",
                    "Robertson's reaction",
                    """
                    x' = -k*x + m*y*z
                    y' = k*x - m*y*z - n*y^2
                    z' = n*y^2
                    k = 0.04
                    m = 1e4
                    n = 3e7
                    x(0) = 1
                    y(0) = 0
                    z(0) = 0
                    """,
                    40,
                    "Robertson, in Numerical Analysis: An Introduction (1966) 178"),
            new TextbookSystem(
                    "rosenzweig-macarthur",
                    "Predators that saturate",
                    """
                    x' = r*x*(1 - x/K) - a*x*y/(1 + h*x)
                    y' = e*a*x*y/(1 + h*x) - m*y
                    r = 1
                    K = 4 in [1, 6]
                    a = 1
                    h = 0.5 in [0, 1]
                    e = 0.6
                    m = 0.4 in [0.1, 1]
                    x(0) = 2 ± 1
                    y(0) = 1 ± 0.5
                    """,
                    25,
                    "Rosenzweig and MacArthur, Am. Nat. 97 (1963) 209"),
            new TextbookSystem("rossler", "Rössler", """
                x' = -y - z
                y' = x + a*y
                z' = b + z*(x - c)
                a = 0.2 in [0, 0.4]
                b = 0.2 in [0, 1]
                c = 5.7 in [2, 8]
                x(0) = 0 ± 4
                y(0) = 0 ± 4
                z(0) = 0.5 ± 0.5
                """, 15, "Rössler, Phys. Lett. A 57 (1976) 397"),
            new TextbookSystem("selkov", "Sel'kov's glycolysis", """
                x' = -x + a*y + x^2*y
                y' = b - a*y - x^2*y
                a = 0.08 in [0.02, 0.15]
                b = 0.6 in [0.2, 1.2]
                x(0) = 1 ± 0.5
                y(0) = 1 ± 0.5
                """, 20, "Sel'kov, Eur. J. Biochem. 4 (1968) 79"),
            new TextbookSystem("sir", "Epidemic", """
                s' = -β*s*i
                i' = β*s*i - γ*i
                r' = γ*i
                β = 1.5 in [0.5, 4]
                γ = 0.5 in [0.1, 1]
                s(0) = 0.9 ± 0.1
                i(0) = 0.05 ± 0.05
                r(0) = 0
                """, 15, "Kermack and McKendrick, Proc. R. Soc. A 115 (1927) 700"),
            new TextbookSystem(
                    "thomas", "Thomas' cyclic attractor", """
                        x' = sin(y) - b*x
                        y' = sin(z) - b*y
                        z' = sin(x) - b*z
                        b = 0.208186 in [0.1, 0.4]
                        x(0) = 0 ± 2
                        y(0) = 0 ± 2
                        z(0) = 0 ± 2
                        """, 30, "Thomas, Int. J. Bifurcation Chaos 9 (1999) 1889"),
            new TextbookSystem("van-der-pol", "Van der Pol", """
                x'' = μ*(1 - x^2)*x' - x
                μ = 1 in [0, 10]
                x(0) = 0 ± 2
                x'(0) = 0 ± 2
                """, 8, "van der Pol, Phil. Mag. 2 (1926) 978"));

    /// The one of that id.
    public static Optional<TextbookSystem> find(String id) {
        String word = id.strip();
        return ALL.stream().filter(each -> each.id.equals(word)).findFirst();
    }

    /// The formula that a text stands for: that of a system whose id it is, else the text itself.
    public static String meant(String text) {
        return find(text).map(TextbookSystem::text).orElse(text);
    }
}
