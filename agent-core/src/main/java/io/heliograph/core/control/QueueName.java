package io.heliograph.core.control;

/// The name of the folder that a queue is in.
public final class QueueName {
    private QueueName() {}

    /// What may be in a file's name stays, all else is `%` and its hexadecimal number.
    ///
    /// @param identity of an output, as its table has it
    public static String of(String identity) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < identity.length(); i++) {
            char c = identity.charAt(i);
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' && i > 0;
            name.append(plain ? String.valueOf(c) : "%" + Integer.toHexString(c));
        }
        return name.toString();
    }
}
