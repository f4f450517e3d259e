package io.heliograph.plugins.common.http;

/// What a request carries: a part of an array, which stays the caller's and is not written to.
///
/// @param array holds the bytes
/// @param offset of the first byte
/// @param length in bytes
public record HttpBody(byte[] array, int offset, int length) {
    /// Nothing.
    public static final HttpBody EMPTY = new HttpBody(new byte[0], 0, 0);
}
