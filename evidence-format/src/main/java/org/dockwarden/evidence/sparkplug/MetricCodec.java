package org.dockwarden.evidence.sparkplug;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.dockwarden.evidence.sparkplug.SparkplugValue.BooleanValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.DecimalValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.IntegerValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.NullValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.TextValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.UnknownValue;

/** The message Metric inside a payload (Sparkplug 3.0, 6.4.1). */
final class MetricCodec {
  private static final int NAME = 1;
  private static final int ALIAS = 2;
  private static final int TIMESTAMP = 3;
  private static final int DATATYPE = 4;
  private static final int IS_HISTORICAL = 5;
  private static final int IS_NULL = 7;
  private static final int PROPERTIES = 9;
  private static final int INT_VALUE = 10;
  private static final int LONG_VALUE = 11;
  private static final int FLOAT_VALUE = 12;
  private static final int DOUBLE_VALUE = 13;
  private static final int BOOLEAN_VALUE = 14;
  private static final int STRING_VALUE = 15;

  private MetricCodec() {}

  static void write(CodedOutputStream out, SparkplugMetric metric) throws IOException {
    if (metric.name().isPresent()) {
      out.writeString(NAME, metric.name().get());
    }
    if (metric.alias().isPresent()) {
      out.writeUInt64(ALIAS, metric.alias().getAsLong());
    }
    if (metric.timestamp().isPresent()) {
      out.writeUInt64(TIMESTAMP, metric.timestamp().get().toEpochMilli());
    }
    if (metric.type().isPresent()) {
      out.writeUInt32(DATATYPE, metric.type().get().code());
    }
    if (metric.isHistorical()) {
      out.writeBool(IS_HISTORICAL, true);
    }
    if (metric.unit().isPresent()) {
      out.writeByteArray(PROPERTIES, PropertyCodec.unit(metric.unit().get()));
    }
    writeValue(out, metric);
  }

  private static void writeValue(CodedOutputStream out, SparkplugMetric metric) throws IOException {
    switch (metric.value()) {
      case IntegerValue(long value) -> writeInteger(out, metric.type(), value);
      case DecimalValue(double value) -> writeDecimal(out, metric.type(), value);
      case BooleanValue(boolean value) -> out.writeBool(BOOLEAN_VALUE, value);
      case TextValue(String value) -> out.writeString(STRING_VALUE, value);
      case NullValue() -> out.writeBool(IS_NULL, true);
      case UnknownValue() ->
          throw new IllegalArgumentException("value: unknown (expected: a value or null)");
    }
  }

  /** Up to 32 bits in {@code int_value}, negative ones as two's complement; else long_value. */
  private static void writeInteger(CodedOutputStream out, Optional<SparkplugType> type, long value)
      throws IOException {
    if (type.isPresent() && type.get().isInInt()) {
      out.writeUInt32(INT_VALUE, (int) value);
    } else {
      out.writeUInt64(LONG_VALUE, value);
    }
  }

  private static void writeDecimal(
      CodedOutputStream out, Optional<SparkplugType> type, double value) throws IOException {
    if (type.equals(Optional.of(SparkplugType.FLOAT))) {
      out.writeFloat(FLOAT_VALUE, (float) value);
    } else {
      out.writeDouble(DOUBLE_VALUE, value);
    }
  }

  static SparkplugMetric read(CodedInputStream in) throws IOException {
    Fields fields = new Fields();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      fields.read(in, tag);
    }
    return fields.metric();
  }

  /** The fields of one metric as they come. The last of several values counts, as protobuf says. */
  private static final class Fields {
    private Optional<String> name = Optional.empty();
    private OptionalLong alias = OptionalLong.empty();
    private Optional<Instant> timestamp = Optional.empty();
    private Optional<SparkplugType> type = Optional.empty();
    private boolean isHistorical;
    private boolean isNull;
    private boolean isInt;
    private SparkplugValue value = new UnknownValue();
    private Optional<String> unit = Optional.empty();

    void read(CodedInputStream in, int tag) throws IOException {
      switch (SparkplugCodec.field(tag, STRING_VALUE)) {
        case NAME -> name = Optional.of(SparkplugCodec.text(in, tag));
        case ALIAS -> alias = OptionalLong.of(SparkplugCodec.varint(in, tag));
        case TIMESTAMP ->
            timestamp = Optional.of(Instant.ofEpochMilli(SparkplugCodec.varint(in, tag)));
        case DATATYPE -> type = SparkplugType.of((int) SparkplugCodec.varint(in, tag));
        case IS_HISTORICAL -> isHistorical = SparkplugCodec.varint(in, tag) != 0;
        case IS_NULL -> isNull = SparkplugCodec.varint(in, tag) != 0;
        case PROPERTIES -> unit = PropertyCodec.readUnit(SparkplugCodec.bytes(in, tag));
        case INT_VALUE -> {
          value = new IntegerValue(SparkplugCodec.varint(in, tag) & 0xffff_ffffL);
          isInt = true;
        }
        case LONG_VALUE -> {
          value = new IntegerValue(SparkplugCodec.varint(in, tag));
          isInt = false;
        }
        case FLOAT_VALUE -> value = new DecimalValue(floatValue(in, tag));
        case DOUBLE_VALUE -> value = new DecimalValue(doubleValue(in, tag));
        case BOOLEAN_VALUE -> value = new BooleanValue(SparkplugCodec.varint(in, tag) != 0);
        case STRING_VALUE -> value = new TextValue(SparkplugCodec.text(in, tag));
        default -> in.skipField(tag);
      }
    }

    SparkplugMetric metric() {
      return new SparkplugMetric(name, alias, timestamp, type, finalValue(), isHistorical, unit);
    }

    private SparkplugValue finalValue() {
      if (isNull) {
        return new NullValue();
      }
      if (value instanceof IntegerValue(long bits) && type.isPresent()) {
        return new IntegerValue(type.get().signed(bits, isInt));
      }
      return value;
    }
  }

  private static float floatValue(CodedInputStream in, int tag) throws IOException {
    SparkplugCodec.requireType(tag, WireFormat.WIRETYPE_FIXED32);
    return in.readFloat();
  }

  private static double doubleValue(CodedInputStream in, int tag) throws IOException {
    SparkplugCodec.requireType(tag, WireFormat.WIRETYPE_FIXED64);
    return in.readDouble();
  }
}
