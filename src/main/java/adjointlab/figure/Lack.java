package adjointlab.figure;

/// Which lengths are too short for what is to be drawn.
record Lack(boolean width, boolean height) {
    static final Lack NONE = new Lack(false, false);

    Lack or(Lack other) {
        return new Lack(width || other.width, height || other.height);
    }

    boolean any() {
        return width || height;
    }
}
