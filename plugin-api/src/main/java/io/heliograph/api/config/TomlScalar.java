package io.heliograph.api.config;

/// A text, number, boolean, date or time.
///
/// @param value a String, Long, Double, Boolean, or OffsetDateTime, LocalDateTime, LocalDate, LocalTime
/// @param place where it stands
public record TomlScalar(Object value, Place place) implements TomlValue {
    @Override
    public Object plain() {
        return value;
    }
}
