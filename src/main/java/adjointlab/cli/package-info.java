/// The command line: one file a command, registered in [adjointlab.cli.Commands]. A contract that other programs use.
///
/// Decided 2026-11-21: picocli reads options, and each command is one file; results go to the standard output,
/// everything else to the error stream.
@NullMarked
package adjointlab.cli;

import org.jspecify.annotations.NullMarked;
