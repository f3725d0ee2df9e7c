package adjointlab.core.kernel;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/// Reusable memory for one thread: a stack of batches and arrays by shape, from which nothing is allocated once every
/// shape has been asked for in its usual order. Contents are undefined when handed out.
///
/// ```java
/// long mark = scratch.mark();
/// Batch hidden = scratch.batch(20, n);
/// …
/// scratch.release(mark);
/// ```
public final class Scratch {
    private final List<Batch> batches = new ArrayList<>();
    private final List<double[]> arrays = new ArrayList<>();
    private final IdentityHashMap<Object, Object> memories = new IdentityHashMap<>();
    private int batchTop;
    private int arrayTop;

    /// Where the stacks stand; to be given to [#release].
    public long mark() {
        return ((long) batchTop << 32) | arrayTop;
    }

    /// Takes back everything handed out since `mark`.
    public void release(long mark) {
        batchTop = (int) (mark >>> 32);
        arrayTop = (int) mark;
    }

    /// A batch of that shape, valid until released.
    public Batch batch(int dim, int size) {
        for (int i = batchTop; i < batches.size(); i++) {
            Batch candidate = batches.get(i);
            if (candidate.dim() == dim && candidate.size() == size) {
                batches.set(i, batches.get(batchTop));
                batches.set(batchTop++, candidate);
                return candidate;
            }
        }
        Batch fresh = new Batch(dim, size);
        batches.add(batchTop++, fresh);
        return fresh;
    }

    /// An array of that length, valid until released.
    public double[] array(int length) {
        for (int i = arrayTop; i < arrays.size(); i++) {
            double[] candidate = arrays.get(i);
            if (candidate.length == length) {
                arrays.set(i, arrays.get(arrayTop));
                arrays.set(arrayTop++, candidate);
                return candidate;
            }
        }
        double[] fresh = new double[length];
        arrays.add(arrayTop++, fresh);
        return fresh;
    }

    /// Memory of a shape that only its owner knows, made once for each owner and kept as long as this.
    ///
    /// @param owner by identity
    /// @param make makes it from the owner
    /// @param <O> the owner's type
    /// @param <M> the memory's type; the same for an owner each time
    @SuppressWarnings("unchecked")
    public <O, M> M memory(O owner, Function<O, M> make) {
        Object known = memories.get(owner);
        if (known == null) {
            known = make.apply(owner);
            memories.put(owner, known);
        }
        return (M) known;
    }
}
