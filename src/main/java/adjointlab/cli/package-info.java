/// The command line: one file a command, registered in [adjointlab.cli.Commands]. A contract that other programs use.
@NullMarked
package adjointlab.cli;

import org.jspecify.annotations.NullMarked;
