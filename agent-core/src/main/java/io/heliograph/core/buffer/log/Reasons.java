package io.heliograph.core.buffer.log;

/// Makes the words of a receiver fit to be kept: one line of bounded length, without the credentials of an address.
final class Reasons {
    private static final int MOST = 300;

    private Reasons() {}

    static String kept(String reason) {
        String line = withoutUser(reason.replace('\n', ' ').replace('\r', ' '));
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }

    /// `http://user:word@host/` without what is in front of the host.
    private static String withoutUser(String text) {
        StringBuilder clean = null;
        int from = 0;
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int user = userEnd(text, at + 3);
            if (user >= 0) {
                clean = clean == null ? new StringBuilder() : clean;
                clean.append(text, from, at + 3).append("…");
                from = user;
            }
        }
        return clean == null ? text : clean.append(text, from, text.length()).toString();
    }

    /// The last `@` of an authority, or -1.
    private static int userEnd(String text, int from) {
        int end = -1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                end = i;
            } else if (c == '/' || c == '?' || c == '"' || c <= ' ') {
                break;
            }
        }
        return end;
    }
}
