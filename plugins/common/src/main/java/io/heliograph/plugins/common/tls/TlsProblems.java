package io.heliograph.plugins.common.tls;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says in words why a handshake failed: Java says it in the names of its classes.
public final class TlsProblems {
    private TlsProblems() {}

    /// The same problem with a clear reason, where it is about the server's certificate.
    public static IOException of(IOException failed) {
        String reason = reason(failed);
        return reason == null ? failed : new SSLException(reason, failed);
    }

    private static @Nullable String reason(IOException failed) {
        String reason = null;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            reason = switch (cause) {
                case CertificateExpiredException expired ->
                    "the server's certificate has expired (" + expired.getMessage() + ")";
                case CertificateNotYetValidException early ->
                    "the server's certificate is not valid yet (" + early.getMessage() + ")";
                case CertPathBuilderException unknown ->
                    "the server's certificate is signed by nobody that is trusted (tls_ca names those to trust)";
                case CertificateException other when String.valueOf(other.getMessage()).startsWith("No ") ->
                    "the server's certificate is of another host: " + other.getMessage();
                default -> reason;
            };
        }
        return reason;
    }
}
