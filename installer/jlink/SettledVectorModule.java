package adjointlab.link;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleResolutionAttribute;
import java.util.EnumSet;
import java.util.Set;
import jdk.tools.jlink.plugin.Plugin;
import jdk.tools.jlink.plugin.ResourcePool;
import jdk.tools.jlink.plugin.ResourcePoolBuilder;
import jdk.tools.jlink.plugin.ResourcePoolEntry;

/// A step of jlink: takes the mark of an incubator from the vector module of a run-time that is linked for this program
/// alone. With the mark the JVM keeps neither the graph of its modules nor linked classes and lambdas in a cache
/// (`jdk.internal.module.ModuleBootstrap`, step 8, of JDK 25), warns at each start, and starts a third slower. Code and
/// exports of the module stay as they are.
///
/// `image` compiles it and lays it on jlink's module path as an automatic module.
public final class SettledVectorModule implements Plugin {
    private static final String DESCRIPTOR = "/jdk.incubator.vector/module-info.class";

    @Override
    public String getName() {
        return "settled-vector-module";
    }

    /// Before jlink writes what it knows of all modules into `java.base`.
    @Override
    public Category getType() {
        return Category.FILTER;
    }

    @Override
    public Set<State> getState() {
        return EnumSet.of(State.AUTO_ENABLED, State.FUNCTIONAL);
    }

    @Override
    public ResourcePool transform(ResourcePool in, ResourcePoolBuilder out) {
        in.transformAndCopy(entry -> entry.path().equals(DESCRIPTOR) ? settled(entry) : entry, out);
        return out.build();
    }

    private static ResourcePoolEntry settled(ResourcePoolEntry descriptor) {
        ClassFile format = ClassFile.of();
        return descriptor.copyWithContent(format.transformClass(
                format.parse(descriptor.contentBytes()),
                ClassTransform.dropping(element -> element instanceof ModuleResolutionAttribute)));
    }
}
