/// The log of an output: rows that survive the process and the power.
///
/// ```
///  append ──▶ LogBuffer ──QueuedRows──▶ LogKeeper ──▶ SegmentedLog ──▶ SegmentWriter ──▶ Folder, LogFile ──▶ disk
///  read   ◀── window, ahead, recent  ◀──backlog─────┘   Recovery, SegmentReader, Cursor, Quarantine
/// ```
///
/// *What is promised.* When [LogBuffer#flush] completes, what was appended before is on the disk, synced. What was
/// appended is in the page cache a moment later, and synced within a second. A row leaves when it is settled, or when
/// the bounds say so, and then it is counted by its reason. Damage costs the damaged record, is counted to the row, and
/// is kept to be looked at. Whatever is in the folder, the log opens; files that are not its own stay as they are.
///
/// *What is on the disk.* A folder per output: `LOCK`, held by the process that has it; segments, `<first row, 16
/// hex>.seg` ([SegmentHeader], then records, [Frame]); `cursor` ([Cursor]); and `*.bad`. Rows are numbered, records
/// say which they hold, and that is all that recovery needs. `dlq/` has the rows that were rejected, in segments of
/// the same form, each record with a reason and a time ([DeadLetters]).
///
/// *Who does what.* One thread per state directory does all input and output. The pipeline appends and the output's
/// loop reads and settles, both under the lock of a [LogBuffer], and neither ever waits for a write; only who reads a
/// backlog waits for a read. What is written while a sync is under way shares the next one.
///
/// *What fails.* A write or sync that failed is done again elsewhere, at once, and then after pauses ([DiskHealth]).
/// What cannot be read is tried again, too, and counts as damage only where it is the place and not the disk. A flush
/// fails for those whose rows were given up, and nobody else ([io.heliograph.core.buffer.Refusals]).
///
/// *What it costs.* Per sample of a scrape (one number, four to seven tags): 70 to 85 ns of CPU and 16 bytes to encode,
/// 100 ns to decode, nothing allocated while encoding; per append a lock and a wake-up. In memory 64 MiB of recent rows
/// at the most (`buffer_memory`), and a MiB or two of buffers per output that is behind.
///
/// *How it is tested.* `LogModelTest` runs random lives on a disk that loses what was not synced, sector by sector,
/// against a map; `SegmentedLogTest` flips every bit of a segment and cuts it at every length; `LogBufferTest` balances
/// the books of lives that end anyhow; `LogFuzzTest` gives it whatever bytes. Start
/// reading at [SegmentedLog], then [LogBuffer].
@NullMarked
package io.heliograph.core.buffer.log;

import org.jspecify.annotations.NullMarked;
