/// The command line: one file a command, registered in [adjointlab.cli.Commands]. A contract that other programs use.
///
/// Decided 2026-11-21: picocli reads options, and each command is one file; results go to the standard output,
/// everything else to the error stream.
///
/// Decided 2026-11-29: help, manual and completions are made from picocli's model of the commands, which each command
/// declares and [adjointlab.cli.Manual] completes; nothing about an option is written twice.
@NullMarked
package adjointlab.cli;

import org.jspecify.annotations.NullMarked;
