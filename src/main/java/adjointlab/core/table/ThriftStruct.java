package adjointlab.core.table;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// Walks over a struct in the compact protocol of Apache Thrift ("Thrift compact protocol", fields and types 1 to 12)
/// without keeping anything of it: nothing in it may be longer than the bytes that are left.
///
/// @param bytes whose position moves behind the struct
/// @param heard what hears its numbers
record ThriftStruct(ByteBuffer bytes, Heard heard) {
    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int SHORT = 4;
    private static final int INT = 5;
    private static final int LONG = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int STRUCT = 12;
    private static final int DEEPEST = 32;

    /// Whole numbers of a struct.
    @FunctionalInterface
    interface Heard {
        /// @param outer the field of the outermost struct that it lies in; 0 where it is one of that itself
        /// @param field of the struct that it lies in
        void number(int outer, int field, long value);
    }

    /// @throws IllegalArgumentException if it is none, or cut off
    void walk() {
        try {
            struct(0, 0);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a struct is cut off", e);
        }
    }

    private void struct(int depth, int outer) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a struct is too deep");
        }
        int field = 0;
        for (int sign = bytes.get() & 0xff; (sign & 0xf) != STOP; sign = bytes.get() & 0xff) {
            int delta = sign >> 4;
            field = delta == 0 ? (int) zigzag() : field + delta;
            value(sign & 0xf, depth, outer, field);
        }
    }

    private void value(int type, int depth, int outer, int field) {
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> bytes.get();
            case SHORT, INT, LONG -> {
                long number = zigzag();
                if (depth <= 1) {
                    heard.number(outer, field, number);
                }
            }
            case DOUBLE -> skip(Double.BYTES);
            case BINARY -> skip(varint());
            case LIST, SET -> list(depth);
            case STRUCT -> struct(depth + 1, depth == 0 ? field : outer);
            default -> throw new IllegalArgumentException("a struct has a field of type " + type);
        }
    }

    /// Each element takes a byte at least.
    private void list(int depth) {
        int sign = bytes.get() & 0xff;
        int type = sign & 0xf;
        long size = sign >> 4 == 15 ? varint() : sign >> 4;
        if (size > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        for (long i = 0; i < size; i++) {
            if (type == TRUE || type == FALSE) {
                bytes.get();
            } else {
                value(type, depth + 2, -1, 0);
            }
        }
    }

    private void skip(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) length);
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = bytes.get();
            number |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a struct has too long a number");
    }

    private long zigzag() {
        long number = varint();
        return number >>> 1 ^ -(number & 1);
    }
}
