package adjointlab.core.net;

/// How one layer of a [ConvStack] is computed for a block of images, laid out as [ConvPlan] says. For one thread.
interface ConvForm {
    /// Convolves.
    ///
    /// @param x what goes into the layer, not modified
    /// @param w its packed weights, [ConvWeights#up]
    /// @param bias of each channel, padded
    /// @param out overwritten within the images
    /// @param count how many images
    void up(float[] x, float[] w, float[] bias, float[] out, int count);

    /// What the layer's input is worth.
    ///
    /// @param pull cotangents of what comes out, zero around the images, not modified
    /// @param w its packed weights, [ConvWeights#back]
    /// @param pullOut overwritten within the images
    void back(float[] pull, float[] w, float[] pullOut, int count);

    /// Adds the gradient of the packed weights, after [#up] of the same images.
    ///
    /// @param x as for [#up]
    /// @param pull as for [#back]
    /// @param sum laid out as [ConvWeights#up], added to
    void addWeights(float[] x, float[] pull, float[] sum, int count);
}
