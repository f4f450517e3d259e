package io.heliograph.plugins.common.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Blocks of a text in PEM (RFC 7468).
///
/// @param label what stands after BEGIN
/// @param headers the lines before the first empty one, as old encrypted keys have them
/// @param der the content
record Pem(String label, String headers, byte[] der) {
    private static final String BEGIN = "-----BEGIN ";

    static List<Pem> read(PemSource file) throws IOException {
        String text = file.read();
        List<Pem> blocks = new ArrayList<>();
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            blocks.add(block(file, text, at));
        }
        return blocks;
    }

    private static Pem block(PemSource file, String text, int begin) throws IOException {
        int labelEnd = text.indexOf("-----", begin + BEGIN.length());
        String label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
        int end = text.indexOf("-----END " + label + "-----", begin);
        if (labelEnd < 0 || end < 0) {
            throw new IOException(file + ": a PEM block has no end");
        }
        String content = text.substring(labelEnd + 5, end).replace("\r", "");
        int blank = content.contains(":") ? content.indexOf("\n\n") : -1;
        String headers = blank < 0 ? "" : content.substring(0, blank);
        try {
            return new Pem(label, headers, Base64.getMimeDecoder().decode(content.substring(Math.max(0, blank))));
        } catch (IllegalArgumentException notBase64) {
            throw new IOException(file + ": the PEM block " + label + " is not base64", notBase64);
        }
    }

    /// The certificates of a file, in their order.
    ///
    /// @throws IOException also where there are none
    static List<X509Certificate> certificates(PemSource file) throws IOException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Pem block : read(file)) {
                if (block.label.endsWith("CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der)));
                }
            }
        } catch (GeneralSecurityException broken) {
            throw new IOException(file + ": not a certificate: " + broken.getMessage(), broken);
        }
        if (found.isEmpty()) {
            throw new IOException(file + ": no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        }
        return found;
    }
}
