package adjointlab.lab.python;

/// What a program with PyTorch and torchdiffeq has around its model: a module whose parameters are the weights, so that
/// any optimizer of PyTorch's trains it on.
final class TorchProgram {
    static final String USE = """
        python model.py [weights.npz]   prints the loss on data.npz
        from model import Model, load   takes the model into a program of your own

        Arrays have a row for each sample. Weights have the names that the lab gives them; where they are a module's
        parameters, with p_ before the name and _ for a dot. It needs PyTorch, torchdiffeq and NumPy.
        """;

    static final String HEAD = """
        import math
        import os
        import sys

        import numpy as np
        import torch
        import torchdiffeq

        HERE = os.path.dirname(os.path.abspath(__file__))


        def load(name):
            with np.load(os.path.join(HERE, name)) as archive:
                return {key: torch.as_tensor(archive[key], dtype=torch.float64) for key in archive.files}


        def number(x, like):
            return torch.as_tensor(x, dtype=like.dtype, device=like.device)


        def sigmoid(z):
            return torch.sigmoid(z)


        def softplus(z):
            return torch.clip(z, min=0) + torch.log1p(torch.exp(-torch.abs(z)))


        def relu(z):
            return torch.clip(z, min=0)


        def step(z):
            return (torch.sign(z) + 1) / 2


        def softmax(z):
            return sigmoid(z) if z.shape[1] == 1 else torch.softmax(z, 1)


        """;

    static final String TAIL = """
        class Model(torch.nn.Module):
            def __init__(self, weights):
                super().__init__()
                self.w = {}
                for name, value in weights.items():
                    self.w[name] = torch.nn.Parameter(value)
                    self.register_parameter("p_" + name.replace(".", "_"), self.w[name])

            def forward(self, t, y):
                return field(t, y, self.w)

            def predict(self, x, times, start=0.0, solve=torchdiffeq.odeint, **options):
                # pass solve=torchdiffeq.odeint_adjoint for gradients by the adjoint method
                options = options or {"rtol": 1e-9, "atol": 1e-11}
                at = torch.cat([number([start], times), times])
                states = solve(self, encode(x, self.w), at, **options)
                return torch.stack([decode(y, self.w) for y in states[1:]], 0)


        def loss(predictions, targets, shares=None):
            # the mean over times and samples, or a sum where each target counts its share
            each = torch.stack([losses(p[:, : y.shape[1]], y, p) for p, y in zip(predictions, targets)], 0)
            return torch.mean(each) if shares is None else torch.sum(shares * each)


        if __name__ == "__main__":
            model = Model(load(sys.argv[1] if len(sys.argv) > 1 else "weights.npz"))
            data = load("data.npz")
            own = model.predict(data["x0"], data["times"], float(data["start"]))
            print("loss as the lab had it      %.17g" % float(data["loss"]))
            print("loss with torchdiffeq       %.17g" % float(loss(own, data["target"], data.get("shares"))))
        """;

    private TorchProgram() {}
}
