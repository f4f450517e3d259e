package io.heliograph.testkit.recorded;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// A MySQL server that lets everybody in, and answers every query with the request for a file of the client's machine.
public final class RogueMysql extends ReplayServer {
    private static final int QUERY = 3;
    private static final int SMALLEST_FILE_BYTES = 1;

    private final Path wanted;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> got = new CopyOnWriteArrayList<>();

    private RogueMysql(Path wanted) throws IOException {
        this.wanted = wanted;
    }

    /// A running server.
    ///
    /// @param wanted the file
    public static RogueMysql start(Path wanted) throws IOException {
        RogueMysql server = new RogueMysql(wanted);
        server.start();
        return server;
    }

    @Override
    void serve(Socket socket) throws IOException {
        MysqlPackets packets = new MysqlPackets(socket.getInputStream(), socket.getOutputStream());
        packets.greet();
        packets.read();
        packets.writeOk();
        packets.flush();
        while (true) {
            byte[] command = packets.readCommand();
            String sql = MysqlPackets.text(command, 1);
            if (command[0] != QUERY || sql.strip().toLowerCase(Locale.ROOT).startsWith("set ")) {
                packets.writeOk();
                packets.flush();
            } else {
                asked.add(sql);
                wantFile(packets);
            }
        }
    }

    private void wantFile(MysqlPackets packets) throws IOException {
        packets.writeFileRequest(wanted.toString());
        packets.flush();
        for (byte[] part = packets.read(); part.length >= SMALLEST_FILE_BYTES; part = packets.read()) {
            got.add(MysqlPackets.text(part, 0));
        }
        packets.writeOk();
        packets.flush();
    }

    /// The queries that were answered with the request.
    public List<String> asked() {
        return asked;
    }

    /// What came of the file.
    public List<String> got() {
        return got;
    }
}
