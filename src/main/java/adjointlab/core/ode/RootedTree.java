package adjointlab.core.ode;

import java.util.ArrayList;
import java.util.List;

/// A rooted tree; each gives one order condition of a Runge-Kutta method (Hairer, Nørsett and Wanner, Solving Ordinary
/// Differential Equations I, 2nd ed. 1993, section II.2, theorem 2.13).
///
/// @param children in non-increasing position of [#upTo]'s list, so that each tree appears once
record RootedTree(List<RootedTree> children) {
    /// Number of vertices.
    int order() {
        return 1 + children.stream().mapToInt(RootedTree::order).sum();
    }

    /// γ(t), the density.
    double density() {
        return order() * children.stream().mapToDouble(RootedTree::density).reduce(1, (a, b) -> a * b);
    }

    /// Φᵢ(t) without the weight b: the product over the children of Σⱼ aᵢⱼ Φⱼ(child).
    double[] stageWeights(double[][] a) {
        double[] phi = new double[a.length];
        java.util.Arrays.fill(phi, 1);
        for (RootedTree child : children) {
            double[] inner = child.stageWeights(a);
            for (int i = 0; i < a.length; i++) {
                double sum = 0;
                for (int j = 0; j < a[i].length; j++) {
                    sum += a[i][j] * inner[j];
                }
                phi[i] *= sum;
            }
        }
        return phi;
    }

    /// All trees with at most `order` vertices.
    static List<RootedTree> upTo(int order) {
        List<RootedTree> all = new ArrayList<>();
        for (int n = 1; n <= order; n++) {
            List<RootedTree> ofThisOrder = new ArrayList<>();
            attach(n - 1, all.size() - 1, all, new ArrayList<>(), ofThisOrder);
            all.addAll(ofThisOrder);
        }
        return all;
    }

    private static void attach(
            int vertices, int last, List<RootedTree> smaller, List<RootedTree> chosen, List<RootedTree> out) {
        if (vertices == 0) {
            out.add(new RootedTree(List.copyOf(chosen)));
            return;
        }
        for (int i = last; i >= 0; i--) {
            RootedTree child = smaller.get(i);
            if (child.order() <= vertices) {
                chosen.add(child);
                attach(vertices - child.order(), i, smaller, chosen, out);
                chosen.removeLast();
            }
        }
    }
}
