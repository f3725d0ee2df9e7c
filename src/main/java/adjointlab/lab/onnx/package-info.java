/// Fields as graphs in the format ONNX (onnx.ai), which run-times of many languages evaluate.
///
/// 2026-11-30: the messages of the format come from Tribuo's `tribuo-util-onnx`, which Oracle Labs keeps and which has
/// them with the Apache licence; its own builder of graphs knows single precision alone, so that graphs are put
/// together here.
@NullMarked
package adjointlab.lab.onnx;

import org.jspecify.annotations.NullMarked;
