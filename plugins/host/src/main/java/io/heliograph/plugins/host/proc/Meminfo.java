package io.heliograph.plugins.host.proc;

import io.heliograph.api.Accumulator;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of /proc/meminfo, in bytes but for counts of pages.
public final class Meminfo {
    private static final Map<String, Key> BY_NAME = new HashMap<>();

    static {
        for (Key key : Key.values()) {
            BY_NAME.put(key.name, key);
        }
    }

    private final ProcFile file = new ProcFile();
    private final Lines lines = new Lines();
    private final long[] values = new long[Key.values().length];
    private final boolean[] present = new boolean[values.length];

    /// A line of the file that an input uses.
    public enum Key {
        /// All memory.
        MEM_TOTAL("MemTotal"),
        /// Memory that nobody uses.
        MEM_FREE("MemFree"),
        /// What a new program could get without swapping.
        MEM_AVAILABLE("MemAvailable"),
        /// Buffers of block devices.
        BUFFERS("Buffers"),
        /// The page cache.
        CACHED("Cached"),
        /// Swapped pages that are in memory too.
        SWAP_CACHED("SwapCached"),
        /// Used of late.
        ACTIVE("Active"),
        /// Not used of late.
        INACTIVE("Inactive"),
        /// Active pages of programs.
        ACTIVE_ANON("Active(anon)"),
        /// Inactive pages of programs.
        INACTIVE_ANON("Inactive(anon)"),
        /// Active pages of files.
        ACTIVE_FILE("Active(file)"),
        /// Inactive pages of files.
        INACTIVE_FILE("Inactive(file)"),
        /// Locked pages.
        UNEVICTABLE("Unevictable"),
        /// All high memory.
        HIGH_TOTAL("HighTotal"),
        /// Unused high memory.
        HIGH_FREE("HighFree"),
        /// All low memory.
        LOW_TOTAL("LowTotal"),
        /// Unused low memory.
        LOW_FREE("LowFree"),
        /// All swap space.
        SWAP_TOTAL("SwapTotal"),
        /// Unused swap space.
        SWAP_FREE("SwapFree"),
        /// Waiting to be written.
        DIRTY("Dirty"),
        /// Being written.
        WRITEBACK("Writeback"),
        /// Buffers of FUSE for writing.
        WRITEBACK_TMP("WritebackTmp"),
        /// Mapped files.
        MAPPED("Mapped"),
        /// Shared memory and tmpfs.
        SHMEM("Shmem"),
        /// Data structures of the kernel.
        SLAB("Slab"),
        /// The part of the slab that can be freed.
        S_RECLAIMABLE("SReclaimable"),
        /// The part of the slab that cannot.
        S_UNRECLAIM("SUnreclaim"),
        /// Page tables.
        PAGE_TABLES("PageTables"),
        /// What may be promised.
        COMMIT_LIMIT("CommitLimit"),
        /// What has been promised.
        COMMITTED_AS("Committed_AS"),
        /// Address space of vmalloc.
        VMALLOC_TOTAL("VmallocTotal"),
        /// Its used part.
        VMALLOC_USED("VmallocUsed"),
        /// Its largest free chunk.
        VMALLOC_CHUNK("VmallocChunk"),
        /// Allocators of each processor.
        PERCPU("Percpu"),
        /// The number of huge pages.
        HUGE_PAGES_TOTAL("HugePages_Total"),
        /// The number of unused huge pages.
        HUGE_PAGES_FREE("HugePages_Free"),
        /// The size of a huge page.
        HUGE_PAGE_SIZE("Hugepagesize");

        private final String name;

        Key(String name) {
            this.name = name;
        }
    }

    /// What the lines stand for; those that nobody uses have no key.
    private static final class Lines extends Memo<LineKey> {
        @Override
        protected LineKey make(String word, Accumulator out) {
            return new LineKey(BY_NAME.get(word));
        }
    }

    private record LineKey(@Nullable Key key) {}

    /// Reads the file.
    public void read(HostRoots roots, Accumulator out) throws IOException {
        file.read(roots.inProc("meminfo"));
        Arrays.fill(values, 0);
        Arrays.fill(present, false);
        lines.rewind();
        while (file.nextLine() && file.nextWord()) {
            file.cutWordAtLast(':');
            Key key = lines.of(file, out).key();
            if (key != null) {
                take(key);
            }
        }
    }

    private void take(Key key) throws IOException {
        long value = file.nextNumber();
        values[key.ordinal()] = file.nextWord() && file.wordIs("kB") ? value * 1024 : value;
        present[key.ordinal()] = true;
    }

    /// The number of bytes or pages; 0 where the kernel does not say.
    public long value(Key key) {
        return values[key.ordinal()];
    }

    /// Whether the kernel says it.
    public boolean has(Key key) {
        return present[key.ordinal()];
    }
}
