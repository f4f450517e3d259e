package io.heliograph.testkit.recorded;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A MySQL server that lets everybody in and knows the recorded queries and no other. Whatever sets variables is taken.
///
/// An answer is a line with the columns, and one for each row, with tabs between values; `\N` stands for NULL. A
/// column is `name` or `name:TYPE` (`VARCHAR`, `INT`, `BIGINT`, `DOUBLE`). A refusal is a line `-CODE STATE message`. A
/// line `<FILE` asks the client for a file of its own, as a hostile server does.
public final class RecordedMysql extends ReplayServer {
    private static final int QUIT = 1;
    private static final int QUERY = 3;

    private final Recording recording;
    private final List<byte[]> fetched = new CopyOnWriteArrayList<>();

    private RecordedMysql(Recording recording) throws IOException {
        this.recording = recording;
    }

    /// A running server.
    ///
    /// @param file the recording
    public static RecordedMysql start(Path file) throws IOException {
        return started(Recording.read(file));
    }

    /// A running server.
    ///
    /// @param text the recording
    public static RecordedMysql start(String text) throws IOException {
        return started(Recording.parse(text));
    }

    private static RecordedMysql started(Recording recording) throws IOException {
        RecordedMysql server = new RecordedMysql(recording);
        server.start();
        return server;
    }

    /// What clients sent when they were asked for files; empty where they refused.
    public List<byte[]> fetched() {
        return List.copyOf(fetched);
    }

    @Override
    void serve(Socket socket) throws IOException {
        MysqlPackets packets = new MysqlPackets(socket.getInputStream(), socket.getOutputStream());
        packets.greet();
        packets.read();
        packets.writeOk();
        packets.flush();
        byte[] command = packets.readCommand();
        while (command.length > 0 && command[0] != QUIT) {
            if (command[0] == QUERY) {
                answer(packets, MysqlPackets.text(command, 1));
            } else {
                packets.writeOk();
            }
            packets.flush();
            command = packets.readCommand();
        }
    }

    private void answer(MysqlPackets packets, String sql) throws IOException {
        List<String> answer = lines(sql);
        if (answer == null) {
            packets.writeError(1064, "42000", "not recorded: " + sql);
        } else if (answer.isEmpty()) {
            packets.writeOk();
        } else if (answer.get(0).startsWith("<")) {
            fetched.add(packets.fetch(answer.get(0).substring(1)));
            packets.writeOk();
        } else if (answer.get(0).startsWith("-")) {
            String[] refusal = answer.get(0).substring(1).split(" ", 3);
            packets.writeError(Integer.parseInt(refusal[0]), refusal[1], refusal[2]);
        } else {
            packets.writeResult(answer.get(0).split("\t"), rows(answer));
        }
    }

    private @Nullable List<String> lines(String sql) {
        List<String> answer = recording.answer(sql);
        String small = sql.strip().toLowerCase(Locale.ROOT);
        if (answer != null) {
            return answer.stream().filter(line -> !line.isEmpty()).toList();
        }
        if (small.startsWith("set ")) {
            return List.of();
        }
        return small.startsWith("select @@") ? variables(sql.strip()) : null;
    }

    /// What drivers ask for after the log-in: any number will do.
    private static List<String> variables(String sql) {
        String[] names = sql.substring("select ".length()).split(",");
        return List.of(
                String.join("\t", names).replace("@@", ""),
                "16777216\t".repeat(names.length).strip());
    }

    private static List<String[]> rows(List<String> answer) {
        List<String[]> rows = new ArrayList<>();
        for (String line : answer.subList(1, answer.size())) {
            rows.add(line.split("\t", -1));
        }
        return rows;
    }
}
