package adjointlab.core.catalog;

import adjointlab.core.ode.RungeKutta;
import adjointlab.core.ode.Stepper;
import adjointlab.core.ode.Tableau;
import adjointlab.core.ode.Tableaus;
import java.util.List;

/// The steppers, under the name that presets and the command line use for them.
public final class Solvers {
    /// In display order: fixed-step methods first.
    public static final Catalog<Stepper> CATALOG = new Catalog<>(
            "solver",
            List.of(
                    explicit("euler", "Euler", "Order 1, fixed steps.", "Euler 1768", Tableaus.euler()),
                    explicit(
                            "midpoint",
                            "Midpoint",
                            "Order 2, fixed steps.",
                            "Runge, Math. Ann. 46 (1895) 167",
                            Tableaus.midpoint()),
                    explicit(
                            "heun",
                            "Heun",
                            "Order 2, fixed steps.",
                            "Heun, Z. Math. Phys. 45 (1900) 23",
                            Tableaus.heun()),
                    explicit(
                            "ralston",
                            "Ralston",
                            "Order 2 with the least error bound, fixed steps.",
                            "Ralston, Math. Comp. 16 (1962) 431",
                            Tableaus.ralston()),
                    explicit(
                            "rk4",
                            "Runge-Kutta 4",
                            "The classic method of order 4, fixed steps.",
                            "Kutta, Z. Math. Phys. 46 (1901) 435",
                            Tableaus.rk4()),
                    explicit(
                            "rk4-38",
                            "Runge-Kutta 3/8",
                            "Kutta's 3/8 rule of order 4, fixed steps; torchdiffeq's rk4.",
                            "Kutta, Z. Math. Phys. 46 (1901) 435",
                            Tableaus.rk438()),
                    explicit(
                            "heun-euler",
                            "Heun-Euler 2(1)",
                            "Order 2 with Euler's method as error estimate.",
                            "Hairer, Nørsett and Wanner I, section II.4",
                            Tableaus.heunEuler()),
                    explicit(
                            "bosh3",
                            "Bogacki-Shampine 3(2)",
                            "Order 3, adaptive; for loose tolerances.",
                            "Bogacki and Shampine, Appl. Math. Lett. 2 (1989) 321",
                            Tableaus.bogackiShampine()),
                    explicit(
                            "fehlberg45",
                            "Fehlberg 4(5)",
                            "Order 4, adaptive.",
                            "Fehlberg, Computing 6 (1970) 61",
                            Tableaus.fehlberg()),
                    explicit(
                            "dopri5",
                            "Dormand-Prince 5(4)",
                            "Order 5, adaptive, with the authors' own error weights.",
                            "Dormand and Prince, J. Comput. Appl. Math. 6 (1980) 19",
                            Tableaus.dormandPrince()),
                    explicit(
                            "dopri5-shampine",
                            "Dormand-Prince 5(4), Shampine",
                            "Order 5, adaptive, with Shampine's error weights, as in torchdiffeq.",
                            "Shampine, Math. Comp. 46 (1986) 135",
                            Tableaus.dormandPrinceShampine()),
                    explicit(
                            "tsit5",
                            "Tsitouras 5(4)",
                            "Order 5, adaptive; the usual first choice.",
                            "Tsitouras, Comput. Math. Appl. 62 (2011) 770",
                            Tableaus.tsitouras()),
                    explicit(
                            "dopri8",
                            "Dormand-Prince 8(5,3)",
                            "Order 8, adaptive, with dense output of order 7; for tight tolerances.",
                            "Hairer, Nørsett and Wanner I, section II.10",
                            Tableaus.dormandPrince8())));

    private Solvers() {}

    private static Entry<Stepper> explicit(String id, String label, String summary, String citation, Tableau tableau) {
        return Entry.plain(id, label, summary, citation, new RungeKutta(tableau));
    }
}
