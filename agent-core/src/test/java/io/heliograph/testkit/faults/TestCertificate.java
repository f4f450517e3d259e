package io.heliograph.testkit.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that signs itself, and its key, made anew for a test by the JDK's keytool.
///
/// @param store holds both under the name `own`
public record TestCertificate(KeyStore store) {
    private static final String OWN = "own";
    private static final String PASSWORD = "changeit";
    private static final int VALID_DAYS = 2;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /// One for `localhost` and 127.0.0.1 that is good now.
    ///
    /// @param folder where its store goes
    /// @param name its common name
    public static TestCertificate of(Path folder, String name) throws IOException, GeneralSecurityException {
        return made(folder, name, "dns:localhost,ip:127.0.0.1", 0);
    }

    /// One for another host.
    public static TestCertificate ofOtherHost(Path folder) throws IOException, GeneralSecurityException {
        return made(folder, "elsewhere", "dns:elsewhere.example", 0);
    }

    /// One for this host that was good until some days ago.
    public static TestCertificate expired(Path folder) throws IOException, GeneralSecurityException {
        return made(folder, "expired", "dns:localhost,ip:127.0.0.1", 10);
    }

    private static TestCertificate made(Path folder, String name, String hosts, int daysAgo)
            throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                OWN,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-ext",
                "san=" + hosts,
                "-startdate",
                "-" + daysAgo + "d",
                "-validity",
                Integer.toString(VALID_DAYS),
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(store);
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + ": " + said);
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    /// The certificate in PEM, also as the authority that signed it.
    public String certificate() throws GeneralSecurityException {
        return pem("CERTIFICATE", store.getCertificate(OWN).getEncoded());
    }

    /// The key in PEM.
    public String key() throws GeneralSecurityException {
        return pem("PRIVATE KEY", store.getKey(OWN, PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /// What a server needs to show it.
    ///
    /// @param clients whose certificates are taken
    public SSLContext server(TestCertificate... clients) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore taken = KeyStore.getInstance("PKCS12");
        taken.load(null, null);
        for (TestCertificate client : clients) {
            taken.setCertificateEntry("client" + taken.size(), client.store.getCertificate(OWN));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(taken);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
