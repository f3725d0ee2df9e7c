package adjointlab.core.catalog;

import adjointlab.core.ode.AdamsBashforthMoulton;
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
                    runge("euler", "Euler", "Order 1, fixed steps.", "Euler 1768", Tableaus.euler()),
                    runge(
                            "midpoint",
                            "Midpoint",
                            "Order 2, fixed steps.",
                            "Runge, Math. Ann. 46 (1895) 167",
                            Tableaus.midpoint()),
                    runge(
                            "heun",
                            "Heun",
                            "Order 2, fixed steps.",
                            "Heun, Z. Math. Phys. 45 (1900) 23",
                            Tableaus.heun()),
                    runge(
                            "ralston",
                            "Ralston",
                            "Order 2 with the least error bound, fixed steps.",
                            "Ralston, Math. Comp. 16 (1962) 431",
                            Tableaus.ralston()),
                    runge(
                            "rk4",
                            "Runge-Kutta 4",
                            "The classic method of order 4, fixed steps.",
                            "Kutta, Z. Math. Phys. 46 (1901) 435",
                            Tableaus.rk4()),
                    runge(
                            "rk4-38",
                            "Runge-Kutta 3/8",
                            "Kutta's 3/8 rule of order 4, fixed steps; torchdiffeq's rk4.",
                            "Kutta, Z. Math. Phys. 46 (1901) 435",
                            Tableaus.rk438()),
                    Entry.plain(
                            "abm",
                            "Adams-Bashforth-Moulton 4",
                            "Order 4 with two evaluations a step, fixed steps.",
                            "Hairer, Nørsett and Wanner I, section III.1",
                            new AdamsBashforthMoulton()),
                    runge(
                            "heun-euler",
                            "Heun-Euler 2(1)",
                            "Order 2 with Euler's method as error estimate.",
                            "Hairer, Nørsett and Wanner I, section II.4",
                            Tableaus.heunEuler()),
                    runge(
                            "bosh3",
                            "Bogacki-Shampine 3(2)",
                            "Order 3, adaptive; for loose tolerances.",
                            "Bogacki and Shampine, Appl. Math. Lett. 2 (1989) 321",
                            Tableaus.bogackiShampine()),
                    runge(
                            "fehlberg45",
                            "Fehlberg 4(5)",
                            "Order 4, adaptive.",
                            "Fehlberg, Computing 6 (1970) 61",
                            Tableaus.fehlberg()),
                    runge(
                            "dopri5",
                            "Dormand-Prince 5(4)",
                            "Order 5, adaptive, with the authors' own error weights.",
                            "Dormand and Prince, J. Comput. Appl. Math. 6 (1980) 19",
                            Tableaus.dormandPrince()),
                    runge(
                            "dopri5-shampine",
                            "Dormand-Prince 5(4), Shampine",
                            "Order 5, adaptive, with Shampine's error weights, as in torchdiffeq.",
                            "Shampine, Math. Comp. 46 (1986) 135",
                            Tableaus.dormandPrinceShampine()),
                    runge(
                            "tsit5",
                            "Tsitouras 5(4)",
                            "Order 5, adaptive; the usual first choice.",
                            "Tsitouras, Comput. Math. Appl. 62 (2011) 770",
                            Tableaus.tsitouras()),
                    runge(
                            "dopri8",
                            "Dormand-Prince 8(5,3)",
                            "Order 8, adaptive, with dense output of order 7; for tight tolerances.",
                            "Hairer, Nørsett and Wanner I, section II.10",
                            Tableaus.dormandPrince8()),
                    runge(
                            "kvaerno5",
                            "Kværnø 5(4)",
                            "Order 5, adaptive, implicit and L-stable; for stiff fields.",
                            "Kværnø, BIT 44 (2004) 489",
                            Tableaus.kvaerno())));

    private Solvers() {}

    private static Entry<Stepper> runge(String id, String label, String summary, String citation, Tableau tableau) {
        return Entry.plain(id, label, summary, citation, new RungeKutta(tableau));
    }
}
