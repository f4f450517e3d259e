package io.heliograph.plugins.prometheus.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A request as the other side reads it, of either version. Written from the protocol's definition, apart from the
/// encoder, and strict: what the protocol does not allow is an assertion error.
record Sent(List<Timeseries> series, List<Metadata> metadata, List<String> symbols) {
    record Timeseries(
            Map<String, String> labels,
            List<Sample> samples,
            List<Histogram> histograms,
            List<Exemplar> exemplars,
            Metadata metadata) {
        String name() {
            return labels.get("__name__");
        }
    }

    record Sample(long bits, long millis, long startMillis) {
        double value() {
            return Double.longBitsToDouble(bits);
        }
    }

    record Exemplar(Map<String, String> labels, double value, long millis) {}

    record Metadata(String family, int type, String help, String unit) {
        static final Metadata NONE = new Metadata("", -1, "", "");
    }

    /// By field number: numbers, or lists of numbers.
    record Histogram(Map<Integer, List<Object>> fields) {}

    static Sent read(byte[] body, boolean second) {
        return second ? second(body) : first(body);
    }

    private static Sent first(byte[] body) {
        List<Timeseries> series = new ArrayList<>();
        List<Metadata> metadata = new ArrayList<>();
        for (Field field : fields(body)) {
            switch (field.number) {
                case 1 -> series.add(firstSeries(field.bytes()));
                case 3 -> metadata.add(firstMetadata(field.bytes()));
                default -> throw new AssertionError("field " + field.number);
            }
        }
        return new Sent(series, metadata, List.of());
    }

    private static Timeseries firstSeries(byte[] bytes) {
        List<String> pairs = new ArrayList<>();
        Timeseries read = empty();
        for (Field field : fields(bytes)) {
            switch (field.number) {
                case 1 -> pairs.addAll(label(field.bytes()));
                case 2 -> read.samples.add(sample(field.bytes(), false));
                case 3 -> read.exemplars.add(firstExemplar(field.bytes()));
                case 4 -> read.histograms.add(histogram(field.bytes()));
                default -> throw new AssertionError("field " + field.number);
            }
        }
        read.labels.putAll(checked(pairs));
        return read;
    }

    private static Timeseries empty() {
        return new Timeseries(new TreeMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), Metadata.NONE);
    }

    /// Labels are sorted by the bytes of their names, once each, not empty.
    private static Map<String, String> checked(List<String> pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        String before = "";
        for (int i = 0; i < pairs.size(); i += 2) {
            String name = pairs.get(i);
            if (Arrays.compareUnsigned(before.getBytes(UTF_8), name.getBytes(UTF_8)) >= 0
                    || pairs.get(i + 1).isEmpty()) {
                throw new AssertionError("labels " + pairs);
            }
            labels.put(name, pairs.get(i + 1));
            before = name;
        }
        return labels;
    }

    private static List<String> label(byte[] bytes) {
        String[] pair = {"", ""};
        for (Field field : fields(bytes)) {
            pair[field.number - 1] = new String(field.bytes(), UTF_8);
        }
        return List.of(pair);
    }

    private static Sample sample(byte[] bytes, boolean second) {
        long[] parts = new long[second ? 3 : 2];
        for (Field field : fields(bytes)) {
            parts[field.number - 1] = field.integer();
        }
        return new Sample(parts[0], parts[1], second ? parts[2] : 0);
    }

    private static Exemplar firstExemplar(byte[] bytes) {
        List<String> pairs = new ArrayList<>();
        double value = 0;
        long millis = 0;
        for (Field field : fields(bytes)) {
            switch (field.number) {
                case 1 -> pairs.addAll(label(field.bytes()));
                case 2 -> value = Double.longBitsToDouble(field.integer());
                default -> millis = field.integer();
            }
        }
        return new Exemplar(checked(pairs), value, millis);
    }

    private static Metadata firstMetadata(byte[] bytes) {
        int type = 0;
        String[] texts = {"", "", ""};
        for (Field field : fields(bytes)) {
            switch (field.number) {
                case 1 -> type = (int) field.integer();
                case 2 -> texts[0] = new String(field.bytes(), UTF_8);
                case 4 -> texts[1] = new String(field.bytes(), UTF_8);
                case 5 -> texts[2] = new String(field.bytes(), UTF_8);
                default -> throw new AssertionError("field " + field.number);
            }
        }
        return new Metadata(texts[0], type, texts[1], texts[2]);
    }

    private static Sent second(byte[] body) {
        List<String> symbols = new ArrayList<>();
        List<byte[]> series = new ArrayList<>();
        for (Field field : fields(body)) {
            switch (field.number) {
                case 4 -> symbols.add(new String(field.bytes(), UTF_8));
                case 5 -> series.add(field.bytes());
                default -> throw new AssertionError("field " + field.number);
            }
        }
        if (!symbols.get(0).isEmpty() || symbols.stream().distinct().count() != symbols.size()) {
            throw new AssertionError("symbols " + symbols);
        }
        return new Sent(
                series.stream().map(bytes -> secondSeries(bytes, symbols)).toList(), List.of(), symbols);
    }

    private static Timeseries secondSeries(byte[] bytes, List<String> symbols) {
        Timeseries read = empty();
        Metadata metadata = Metadata.NONE;
        for (Field field : fields(bytes)) {
            switch (field.number) {
                case 1 -> read.labels.putAll(checked(references(field.bytes(), symbols)));
                case 2 -> read.samples.add(sample(field.bytes(), true));
                case 3 -> read.histograms.add(histogram(field.bytes()));
                case 4 -> read.exemplars.add(secondExemplar(field.bytes(), symbols));
                case 5 -> metadata = secondMetadata(field.bytes(), symbols);
                default -> throw new AssertionError("field " + field.number);
            }
        }
        if (read.samples.isEmpty() == read.histograms.isEmpty()) {
            throw new AssertionError("samples or histograms");
        }
        return new Timeseries(read.labels, read.samples, read.histograms, read.exemplars, metadata);
    }

    private static List<String> references(byte[] bytes, List<String> symbols) {
        List<String> texts = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            texts.add(symbols.get((int) varint(in)));
        }
        if (texts.size() % 2 != 0) {
            throw new AssertionError("references " + texts);
        }
        return texts;
    }

    private static Exemplar secondExemplar(byte[] bytes, List<String> symbols) {
        Map<String, String> labels = Map.of();
        double value = 0;
        long millis = 0;
        for (Field field : fields(bytes)) {
            switch (field.number) {
                case 1 -> labels = checked(references(field.bytes(), symbols));
                case 2 -> value = Double.longBitsToDouble(field.integer());
                default -> millis = field.integer();
            }
        }
        return new Exemplar(labels, value, millis);
    }

    private static Metadata secondMetadata(byte[] bytes, List<String> symbols) {
        long[] parts = new long[5];
        for (Field field : fields(bytes)) {
            parts[field.number] = field.integer();
        }
        return new Metadata("", (int) parts[1], symbols.get((int) parts[3]), symbols.get((int) parts[4]));
    }

    private static Histogram histogram(byte[] bytes) {
        Map<Integer, List<Object>> all = new TreeMap<>();
        for (Field field : fields(bytes)) {
            List<Object> values = all.computeIfAbsent(field.number, ignored -> new ArrayList<>());
            switch (field.number) {
                case 2, 3, 5, 7 -> values.add(Double.longBitsToDouble(field.integer()));
                case 4 -> values.add(unzigzag(field.integer()));
                case 8, 11 -> values.add(span(field.bytes()));
                case 9, 12 -> {
                    ByteBuffer in = ByteBuffer.wrap(field.bytes());
                    while (in.hasRemaining()) {
                        values.add(unzigzag(varint(in)));
                    }
                }
                case 10, 13, 16 -> {
                    ByteBuffer in = ByteBuffer.wrap(field.bytes()).order(ByteOrder.LITTLE_ENDIAN);
                    while (in.hasRemaining()) {
                        values.add(in.getDouble());
                    }
                }
                default -> values.add(field.integer());
            }
        }
        return new Histogram(all);
    }

    private static String span(byte[] bytes) {
        long[] parts = new long[3];
        for (Field field : fields(bytes)) {
            parts[field.number] = field.integer();
        }
        return unzigzag(parts[1]) + ":" + parts[2];
    }

    private static long unzigzag(long number) {
        return number >>> 1 ^ -(number & 1);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private record Field(int number, Object value) {
        byte[] bytes() {
            return (byte[]) value;
        }

        long integer() {
            return (Long) value;
        }
    }

    private static List<Field> fields(byte[] bytes) {
        List<Field> fields = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            fields.add(new Field(
                    tag >>> 3,
                    switch (tag & 7) {
                        case 0 -> varint(in);
                        case 1 -> in.getLong();
                        case 2 -> {
                            byte[] content = new byte[(int) varint(in)];
                            in.get(content);
                            yield content;
                        }
                        default -> throw new AssertionError("wire type of " + tag);
                    }));
        }
        return fields;
    }
}
