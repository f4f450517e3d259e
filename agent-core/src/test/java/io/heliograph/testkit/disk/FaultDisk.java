package io.heliograph.testkit.disk;

import io.heliograph.core.buffer.log.Folder;
import io.heliograph.core.buffer.log.LogFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// A folder in memory with the manners of a disk. What was written but not synced may vanish in a power cut, any
/// sectors of it; so may names that were made, and those that were taken away may come back. Good for any thread. A
/// sync that fails leaves its bytes where reading finds them and no later sync saves them, as Linux does.
public final class FaultDisk implements Folder {
    private static final int SECTOR = 512;

    private final Random random;
    private final Map<String, Node> names = new TreeMap<>();
    private Map<String, Node> durableNames = new TreeMap<>();
    private int life;
    private long capacity = Long.MAX_VALUE;
    private boolean shortWrites;
    private int failingSyncs;
    private Duration slowSync = Duration.ZERO;
    private CountDownLatch hanging = new CountDownLatch(0);
    private boolean readOnly;
    private boolean failReads;
    private boolean locked;

    private static final class Node {
        final BitSet unreadable = new BitSet();
        boolean failingSyncs;
        byte[] bytes = {};
        byte[] durable = {};
        final BitSet dirty = new BitSet();
    }

    /// @param random decides what survives
    public FaultDisk(Random random) {
        this.random = random;
    }

    /// No more than so many bytes fit from now on.
    public synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    /// Whether writes write less than they are given, sometimes.
    public synchronized void shortWrites(boolean on) {
        shortWrites = on;
    }

    /// So many syncs fail from now on.
    public synchronized void failSyncs(int count) {
        failingSyncs = count;
    }

    /// Each sync of a file fails from now on.
    public synchronized void failSyncsOf(String name, boolean on) {
        Node node = names.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        node.failingSyncs = on;
    }

    /// Each sync of a file takes so long from now on.
    public synchronized void slowSyncs(Duration each) {
        slowSync = each;
    }

    /// Each sync of a file ends no sooner than this from now on.
    public synchronized void hangUntil(CountDownLatch end) {
        hanging = end;
    }

    private synchronized CountDownLatch hanging() {
        return hanging;
    }

    private synchronized Duration slowSync() {
        return slowSync;
    }

    private void wearOn() throws IOException {
        try {
            Thread.sleep(slowSync());
            hanging().await();
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        }
    }

    /// Whether every change fails.
    public synchronized void readOnly(boolean on) {
        readOnly = on;
    }

    /// Whether every reading fails.
    public synchronized void failReads(boolean on) {
        failReads = on;
    }

    /// The process dies; what it wrote is there.
    public synchronized void kill() {
        life++;
        locked = false;
    }

    /// The power goes: of what was not synced, some is there.
    public synchronized void cutPower() {
        kill();
        List<String> all = new ArrayList<>(names.keySet());
        durableNames.keySet().forEach(name -> {
            if (!names.containsKey(name)) {
                all.add(name);
            }
        });
        for (String name : all) {
            Node now = names.get(name);
            Node before = durableNames.get(name);
            if (now != before && random.nextBoolean()) {
                if (before == null) {
                    names.remove(name);
                } else {
                    names.put(name, before);
                }
            }
        }
        names.values().forEach(this::lose);
        durableNames = new TreeMap<>(names);
    }

    private void lose(Node node) {
        boolean longer = node.bytes.length <= node.durable.length || random.nextBoolean();
        int group = random.nextBoolean() ? 1 : 8;
        long seed = random.nextLong();
        byte[] left = Arrays.copyOf(node.durable, longer ? node.bytes.length : node.durable.length);
        for (int sector = node.dirty.nextSetBit(0); sector >= 0; sector = node.dirty.nextSetBit(sector + 1)) {
            boolean survives = new Random((seed + sector / group) * 0x9e37_79b9_7f4a_7c15L).nextBoolean();
            if (survives) {
                copySector(node.bytes, left, sector);
            }
        }
        node.bytes = left;
        node.durable = left.clone();
        node.dirty.clear();
    }

    private static void copySector(byte[] from, byte[] to, int sector) {
        int at = sector * SECTOR;
        int end = Math.min(at + SECTOR, Math.min(from.length, to.length));
        if (end > at) {
            System.arraycopy(from, at, to, at, end - at);
        }
    }

    /// The sector at a place of a file cannot be read any more.
    public synchronized void spoil(String name, int at) {
        Node node = names.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        node.unreadable.set(at / SECTOR);
    }

    /// What a file holds now.
    public synchronized byte[] bytes(String name) {
        Node node = names.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return node.bytes.clone();
    }

    /// Puts a file there, as it would be after a restart.
    public synchronized void put(String name, byte[] bytes) {
        Node node = new Node();
        node.bytes = bytes.clone();
        node.durable = bytes.clone();
        names.put(name, node);
        durableNames.put(name, node);
    }

    private void change() throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
    }

    @Override
    public synchronized List<String> names() {
        return new ArrayList<>(names.keySet());
    }

    @Override
    public synchronized LogFile open(String name) throws IOException {
        Node node = names.get(name);
        if (node == null) {
            throw new NoSuchFileException(name);
        }
        return new Handle(node, life);
    }

    @Override
    public synchronized LogFile create(String name) throws IOException {
        change();
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        Node node = new Node();
        names.put(name, node);
        return new Handle(node, life);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        change();
        if (names.remove(name) == null) {
            throw new NoSuchFileException(name);
        }
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        change();
        Node node = names.remove(from);
        if (node == null) {
            throw new NoSuchFileException(from);
        }
        names.put(to, node);
    }

    @Override
    public synchronized void sync() throws IOException {
        failSync();
        durableNames = new TreeMap<>(names);
    }

    private void failSync() throws IOException {
        if (failingSyncs > 0) {
            failingSyncs--;
            throw new IOException("Input/output error");
        }
    }

    private synchronized void unlock(int holder) {
        locked = life != holder && locked;
    }

    private long used() {
        return names.values().stream().mapToLong(node -> node.bytes.length).sum();
    }

    @Override
    public synchronized long usableBytes() {
        return Math.max(0, capacity - used());
    }

    @Override
    public Folder inner(String name) {
        return new Inner(this, name + '/');
    }

    @Override
    public synchronized Closeable lock(String name) throws IOException {
        if (locked) {
            throw new IOException("in use by another agent");
        }
        locked = true;
        int mine = life;
        return () -> unlock(mine);
    }

    /// The folder as the process of now has it: once that has been killed, nothing goes through any more.
    public synchronized Folder process() {
        return new Process(life);
    }

    private final class Process implements Folder {
        private final int born;

        Process(int born) {
            this.born = born;
        }

        private FaultDisk disk() throws IOException {
            if (life != born) {
                throw new IOException("the process is dead");
            }
            return FaultDisk.this;
        }

        @Override
        public List<String> names() throws IOException {
            synchronized (FaultDisk.this) {
                return disk().names();
            }
        }

        @Override
        public LogFile open(String name) throws IOException {
            synchronized (FaultDisk.this) {
                return disk().open(name);
            }
        }

        @Override
        public LogFile create(String name) throws IOException {
            synchronized (FaultDisk.this) {
                return disk().create(name);
            }
        }

        @Override
        public void delete(String name) throws IOException {
            synchronized (FaultDisk.this) {
                disk().delete(name);
            }
        }

        @Override
        public void rename(String from, String to) throws IOException {
            synchronized (FaultDisk.this) {
                disk().rename(from, to);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (FaultDisk.this) {
                disk().sync();
            }
        }

        @Override
        public long usableBytes() throws IOException {
            synchronized (FaultDisk.this) {
                return disk().usableBytes();
            }
        }

        @Override
        public Folder inner(String name) {
            return new Inner(this, name + '/');
        }

        @Override
        public Closeable lock(String name) throws IOException {
            synchronized (FaultDisk.this) {
                return disk().lock(name);
            }
        }
    }

    /// A folder in the folder: its files are those with a prefix.
    private record Inner(Folder outer, String prefix) implements Folder {
        @Override
        public List<String> names() throws IOException {
            return outer.names().stream()
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .toList();
        }

        @Override
        public LogFile open(String name) throws IOException {
            return outer.open(prefix + name);
        }

        @Override
        public LogFile create(String name) throws IOException {
            return outer.create(prefix + name);
        }

        @Override
        public void delete(String name) throws IOException {
            outer.delete(prefix + name);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            outer.rename(prefix + from, prefix + to);
        }

        @Override
        public void sync() throws IOException {
            outer.sync();
        }

        @Override
        public long usableBytes() throws IOException {
            return outer.usableBytes();
        }

        @Override
        public Folder inner(String name) {
            return new Inner(outer, prefix + name + '/');
        }

        @Override
        public Closeable lock(String name) throws IOException {
            return outer.lock(prefix + name);
        }
    }

    private final class Handle implements LogFile {
        private final Node node;
        private final int born;

        Handle(Node node, int born) {
            this.node = node;
            this.born = born;
        }

        private void alive() throws IOException {
            if (life != born) {
                throw new IOException("the process that opened this is dead");
            }
        }

        @Override
        public int write(ByteBuffer bytes, long at) throws IOException {
            synchronized (FaultDisk.this) {
                alive();
                change();
                int length = bytes.remaining();
                if (shortWrites && length > 1) {
                    length = 1 + random.nextInt(length);
                }
                long more = Math.max(0, at + length - node.bytes.length);
                if (more > 0 && more > usableBytes()) {
                    length -= (int) (more - usableBytes());
                    if (length <= 0) {
                        throw new IOException("No space left on device");
                    }
                }
                if (at + length > node.bytes.length) {
                    node.bytes = Arrays.copyOf(node.bytes, (int) at + length);
                }
                bytes.get(node.bytes, (int) at, length);
                node.dirty.set((int) at / SECTOR, (int) (at + length - 1) / SECTOR + 1);
                return length;
            }
        }

        @Override
        public int read(ByteBuffer bytes, long at) throws IOException {
            synchronized (FaultDisk.this) {
                alive();
                if (failReads) {
                    throw new IOException("Input/output error");
                }
                if (at >= node.bytes.length) {
                    return -1;
                }
                int length = Math.min(bytes.remaining(), node.bytes.length - (int) at);
                int bad = node.unreadable.nextSetBit((int) at / SECTOR);
                if (bad >= 0 && bad * SECTOR < at + length) {
                    length = bad * SECTOR - (int) at;
                    if (length <= 0) {
                        throw new IOException("Input/output error");
                    }
                }
                bytes.put(node.bytes, (int) at, length);
                return length;
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (FaultDisk.this) {
                alive();
                return node.bytes.length;
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FaultDisk.this) {
                alive();
                change();
                if (size < node.bytes.length) {
                    node.bytes = Arrays.copyOf(node.bytes, (int) size);
                }
            }
        }

        @Override
        public void sync() throws IOException {
            wearOn();
            synchronized (FaultDisk.this) {
                alive();
                if (node.failingSyncs) {
                    throw new IOException("Input/output error");
                }
                try {
                    failSync();
                } catch (IOException failed) {
                    node.dirty.clear(); // and never written
                    throw failed;
                }
                byte[] synced = Arrays.copyOf(node.durable, node.bytes.length);
                for (int sector = node.dirty.nextSetBit(0); sector >= 0; sector = node.dirty.nextSetBit(sector + 1)) {
                    copySector(node.bytes, synced, sector);
                }
                node.durable = synced;
                node.dirty.clear();
            }
        }

        @Override
        public void close() {}
    }
}
