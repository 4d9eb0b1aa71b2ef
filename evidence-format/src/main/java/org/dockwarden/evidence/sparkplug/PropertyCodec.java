package org.dockwarden.evidence.sparkplug;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The message PropertySet of a metric (Sparkplug 3.0, 6.4.7), of which one property is ours: the
 * unit, as Sparkplug hosts call it. Others are skipped.
 */
final class PropertyCodec {
  static final String UNIT = "engUnit";

  private static final int KEYS = 1;
  private static final int VALUES = 2;
  private static final int TYPE = 1;
  private static final int STRING_VALUE = 8;

  private PropertyCodec() {}

  static byte[] unit(String unit) {
    byte[] value =
        SparkplugCodec.write(
            out -> {
              out.writeUInt32(TYPE, SparkplugType.STRING.code());
              out.writeString(STRING_VALUE, unit);
            });
    return SparkplugCodec.write(
        out -> {
          out.writeString(KEYS, UNIT);
          out.writeByteArray(VALUES, value);
        });
  }

  /** The unit, if there is one: the n-th key belongs to the n-th value. */
  static Optional<String> readUnit(byte[] properties) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(properties);
    List<String> keys = new ArrayList<>();
    List<Optional<String>> values = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (SparkplugCodec.field(tag, VALUES)) {
        case KEYS -> keys.add(SparkplugCodec.text(in, tag));
        case VALUES -> values.add(text(SparkplugCodec.bytes(in, tag)));
        default -> in.skipField(tag);
      }
    }
    if (keys.size() != values.size()) {
      throw SparkplugCodec.malformed(
          "properties: %d keys, %d values".formatted(keys.size(), values.size()));
    }
    int index = keys.indexOf(UNIT);
    return index < 0 ? Optional.empty() : values.get(index);
  }

  private static Optional<String> text(byte[] value) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(value);
    Optional<String> text = Optional.empty();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (SparkplugCodec.field(tag, STRING_VALUE) == STRING_VALUE) {
        text = Optional.of(SparkplugCodec.text(in, tag));
      } else {
        in.skipField(tag);
      }
    }
    return text;
  }
}
