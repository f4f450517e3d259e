package io.heliograph.plugins.common.httpserver;

/// The phrase behind a status, for people who read along.
final class Reason {
    private Reason() {}

    /// A space, the phrase and the end of the line.
    static String of(int status) {
        return switch (status) {
            case 200 -> " OK\r\n";
            case 204 -> " No Content\r\n";
            case 400 -> " Bad Request\r\n";
            case 401 -> " Unauthorized\r\n";
            case 404 -> " Not Found\r\n";
            case 405 -> " Method Not Allowed\r\n";
            case 408 -> " Request Timeout\r\n";
            case 413 -> " Content Too Large\r\n";
            case 415 -> " Unsupported Media Type\r\n";
            case 429 -> " Too Many Requests\r\n";
            case 431 -> " Request Header Fields Too Large\r\n";
            case 500 -> " Internal Server Error\r\n";
            case 503 -> " Service Unavailable\r\n";
            default -> " \r\n";
        };
    }
}
