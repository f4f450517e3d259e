package io.heliograph.testkit.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A certificate for `localhost` and 127.0.0.1 that signs itself, made anew for a test: good for two days.
///
/// @param certificate a PEM file, also the authority to trust
/// @param key a PEM file
public record Certificates(Path certificate, Path key) {
    private static final Program OPENSSL = new Program("openssl", "openssl");

    /// Makes both files; the test is skipped where this machine cannot.
    ///
    /// @param folder where to
    public static Certificates in(Path folder) throws IOException {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        List<String> command = new ArrayList<>(List.of(OPENSSL.path().toString()));
        command.addAll(Arrays.asList(
                ("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1"
                                + " -keyout " + key + " -out " + certificate)
                        .split(" ")));
        LocalProcess.run(folder, command);
        return new Certificates(certificate, key);
    }
}
