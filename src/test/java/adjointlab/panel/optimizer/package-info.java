/// Tests of panels about optimizers.
@NullMarked
package adjointlab.panel.optimizer;

import org.jspecify.annotations.NullMarked;
