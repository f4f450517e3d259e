package io.heliograph.plugins.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.ByteSink;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.TlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ResolverTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Resolver.Ages AGES =
            new Resolver.Ages(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(100));

    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch silence = new CountDownLatch(1);
    private volatile Resolver.Lookup server = this::found;
    private final Resolver resolver = new Resolver(host -> server.addresses(host), AGES);

    private InetAddress[] found(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        return new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 0, 0, 1})};
    }

    private InetAddress[] silent(String host) {
        lookups.incrementAndGet();
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            silence.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("too late");
    }

    private InetAddress[] resolve(String host, Duration allowed) throws IOException {
        return resolver.resolve(host, Deadline.in(allowed));
    }

    @AfterEach
    void speak() {
        silence.countDown();
    }

    @Test
    void answersAreKeptForAWhile() throws Exception {
        assertThat(resolve("a", LONG)).hasSize(1);
        assertThat(resolve("A", LONG)).hasSize(1);
        assertThat(lookups).hasValue(1);
        Thread.sleep(250);
        resolve("a", LONG);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void addressesAreNotLookedUp() throws Exception {
        server = this::silent;
        assertThat(resolve("127.0.0.1", SHORT)).hasSize(1);
        assertThat(resolve("::1", SHORT)).hasSize(1);
        assertThat(resolve("localhost", SHORT)).hasSize(2);
        assertThat(lookups).hasValue(0);
    }

    @Test
    void oldAnswersServeWhileTheServerIsSilent() throws Exception {
        resolve("a", LONG);
        server = this::silent;
        Thread.sleep(250);
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(resolve("a", LONG)).hasSize(1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(lookups).hasValue(2);
    }

    @Test
    void oldAnswersServeWhereTheServerCannotTell() throws Exception {
        resolve("a", LONG);
        server = host -> {
            throw new UnknownHostException("a: Temporary failure in name resolution");
        };
        Thread.sleep(250);
        assertThat(resolve("a", LONG)).hasSize(1);
    }

    @Test
    void unknownNamesAreBelievedForAWhile() throws Exception {
        resolve("a", LONG);
        server = host -> {
            lookups.incrementAndGet();
            throw new UnknownHostException("a: Name or service not known");
        };
        Thread.sleep(250);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> resolve("a", LONG))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessage("unknown host 'a'");
        }
        assertThat(lookups).hasValue(2);
        server = this::found;
        Thread.sleep(450);
        assertThat(resolve("a", LONG)).hasSize(1);
    }

    @Test
    void fourHundredNamesWithoutAnAnswerHoldUpNobody() throws Exception {
        server = this::silent;
        AtomicInteger timedOut = new AtomicInteger();
        List<Thread> targets = new ArrayList<>();
        try (FakeServer http = FakeServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                HttpClient client = new HttpClient(Transport.direct(new ClientTls(TlsOptions.NONE)), resolver)) {
            for (int target = 0; target < 400; target++) {
                URI uri = URI.create("http://silent" + target + ":9100/metrics");
                targets.add(Thread.startVirtualThread(() -> {
                    try {
                        client.exchange(HttpRequest.get(uri), Duration.ofSeconds(2))
                                .close();
                    } catch (SocketTimeoutException late) {
                        timedOut.incrementAndGet();
                    } catch (IOException other) {
                        throw new IllegalStateException(other);
                    }
                }));
            }
            Thread.sleep(100);
            long began = System.nanoTime();
            Thread other = Thread.startVirtualThread(() -> get(client, http.uri("/m")));
            other.join();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
            for (Thread target : targets) {
                target.join();
            }
        }
        assertThat(timedOut).hasValue(400);
        assertThat(most).hasValueLessThanOrEqualTo(16);
    }

    private static void get(HttpClient client, URI uri) {
        try (HttpResponse answer = client.exchange(HttpRequest.get(uri), LONG)) {
            answer.readInto(new ByteSink(), 100);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
