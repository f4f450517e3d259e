import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/**
 * Pushes line protocol over keep-alive connections and times the answers: one request at a time per client, the next at once.
 *
 * <p>A body has LINES lines of 8 tags and 2 numeric fields (about 170 bytes each) and a time of its own; the clients go through SERIES
 * series together, body by body. Only 204 counts as an acknowledgement. What is answered otherwise, or not at all, is an error, and its
 * client goes on after 100 ms with a new connection.
 *
 * <p>Prints JSON: acks, acks/s, errors by status, p50, p90, p99 and the longest, in milliseconds, of the measured time.
 *
 * <p>usage: java Pusher.java HOST:PORT PATH CLIENTS LINES SERIES WARM_SECONDS SECONDS
 */
public class Pusher {
  static final long BASE = 1_700_000_000_000_000_000L;
  static final int TIME_DIGITS = 19, VALUE_DIGITS = 9;
  static final AtomicLong pushes = new AtomicLong();
  static final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
  static volatile boolean measuring, over;

  public static void main(String[] args) throws Exception {
    String[] at = args[0].split(":");
    InetSocketAddress to = new InetSocketAddress(at[0], Integer.parseInt(at[1]));
    int clients = Integer.parseInt(args[2]), lines = Integer.parseInt(args[3]), series = Integer.parseInt(args[4]);
    byte[][] bodies = new byte[(series + lines - 1) / lines][];
    for (int i = 0; i < bodies.length; i++) bodies[i] = body(i, lines);
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) all.add(new Client(to, args[1], args[0], bodies));
    for (Client client : all) Thread.ofPlatform().daemon().start(client);
    Thread.sleep(millis(args[5]));
    measuring = true;
    errors.clear();
    long began = System.nanoTime();
    Thread.sleep(millis(args[6]));
    measuring = false;
    double seconds = (System.nanoTime() - began) / 1e9;
    over = true;
    long[] took = all.stream().flatMapToLong(client -> Arrays.stream(client.took, 0, client.count)).sorted().toArray();
    System.out.printf(Locale.ROOT, "{\"acks\":%d,\"acks_per_s\":%.0f,\"errors\":%s,\"body_bytes\":%d,\"p50_ms\":%.2f,\"p90_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f}%n",
        took.length, took.length / seconds, json(errors), bodies[0].length, at(took, .5), at(took, .9), at(took, .99), at(took, 1));
  }

  static long millis(String seconds) { return (long) (1000 * Double.parseDouble(seconds)); }

  static String json(Map<String, LongAdder> counts) {
    StringJoiner out = new StringJoiner(",", "{", "}");
    counts.forEach((what, count) -> out.add("\"" + what.replace('"', ' ') + "\":" + count));
    return out.toString();
  }

  static double at(long[] sorted, double share) {
    return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1, (long) (share * sorted.length))] / 1e6;
  }

  static byte[] body(int index, int lines) {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      int n = index * lines + line;
      text.append("http_requests,cluster=eu-west-1a,container=app,env=production,host=node-").append(1000 + n % 500)
          .append(",method=GET,namespace=payments,pod=web-7d9f8b5c4-").append(10000 + n).append(",status=").append(200 + n % 5)
          .append(" rate=100000.25,total=000000000i ").append(BASE).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static final class Client implements Runnable {
    final InetSocketAddress to;
    final byte[] head;
    final byte[][] bodies;
    final byte[] answer = new byte[8192];
    long[] took = new long[1 << 16];
    int count;
    byte[] request = new byte[0];

    Client(InetSocketAddress to, String path, String host, byte[][] bodies) {
      this.to = to;
      this.bodies = bodies;
      this.head = ("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: pusher\r\nContent-Type: text/plain\r\nContent-Length: ").getBytes();
    }

    public void run() {
      while (!over) {
        try (Socket socket = new Socket()) {
          socket.connect(to);
          socket.setTcpNoDelay(true);
          InputStream in = socket.getInputStream();
          OutputStream out = socket.getOutputStream();
          while (!over) push(in, out);
        } catch (IOException failed) {
          error(failed.toString());
        }
        try { Thread.sleep(100); } catch (InterruptedException stop) { return; }
      }
    }

    void push(InputStream in, OutputStream out) throws IOException {
      long n = pushes.getAndIncrement();
      int size = fill(bodies[(int) (n % bodies.length)], n);
      long began = System.nanoTime();
      out.write(request, 0, size);
      int status = status(in);
      long end = System.nanoTime() - began;
      if (status != 204) throw new IOException("status " + status);
      if (!measuring) return;
      if (count == took.length) took = Arrays.copyOf(took, 2 * count);
      took[count++] = end;
    }

    /** Head and body, with the time of this push in each line, and its number as `total`. */
    int fill(byte[] body, long n) {
      byte[] length = (body.length + "\r\n\r\n").getBytes();
      int size = head.length + length.length + body.length;
      if (request.length < size) request = new byte[size + 64];
      System.arraycopy(head, 0, request, 0, head.length);
      System.arraycopy(length, 0, request, head.length, length.length);
      int at = size - body.length;
      System.arraycopy(body, 0, request, at, body.length);
      byte[] time = Long.toString(BASE + n).getBytes();
      byte[] total = String.format(Locale.ROOT, "%09d", 100_000_000 + n % 800_000_000).getBytes();
      for (int i = at; i < size; i++)
        if (request[i] == '\n') {
          System.arraycopy(time, 0, request, i - TIME_DIGITS, TIME_DIGITS);
          System.arraycopy(total, 0, request, i - TIME_DIGITS - 2 - VALUE_DIGITS, VALUE_DIGITS);
        }
      return size;
    }

    int status(InputStream in) throws IOException {
      int end = 0;
      while (end < 4 || !endsHead(end)) {
        int got = in.read(answer, end, answer.length - end);
        if (got < 0) throw new EOFException("closed");
        end += got;
      }
      return Integer.parseInt(new String(answer, 9, 3));
    }

    boolean endsHead(int end) { // an answer other than 204 ends the connection, so that its body is never in the way
      String text = new String(answer, 0, end, StandardCharsets.ISO_8859_1);
      return text.contains("\r\n\r\n");
    }

    void error(String what) {
      if (!over) errors.computeIfAbsent(what, none -> new LongAdder()).increment();
    }
  }
}
