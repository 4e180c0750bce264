package dev.sightline.datasets.argoverse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * Arrow's codecs, but LZ4 stops at the length that the column declares. Arrow's own expands whatever a damaged stream asks for: one
 * flipped bit kept it busy for over ten seconds.
 */
final class BoundedCodecs implements CompressionCodec.Factory {

    /** The largest column buffer that is expanded, bytes. */
    private static final long MAX_BUFFER = 256L << 20;

    @Override
    public CompressionCodec createCodec(CompressionUtil.CodecType type) {
        return type == CompressionUtil.CodecType.LZ4_FRAME
                ? new Lz4()
                : CommonsCompressionFactory.INSTANCE.createCodec(type);
    }

    @Override
    public CompressionCodec createCodec(CompressionUtil.CodecType type, int level) {
        return createCodec(type);
    }

    private static final class Lz4 extends AbstractCompressionCodec {

        @Override
        protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf uncompressed) {
            throw new IllegalStateException("tables are only read here");
        }

        @Override
        protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf compressed) {
            long length = readUncompressedLength(compressed);
            long packed = compressed.writerIndex() - CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH;
            if (length < 0 || length > MAX_BUFFER || packed < 0 || packed > MAX_BUFFER) {
                throw new IllegalArgumentException(
                        "a column of " + packed + " bytes expands to " + length);
            }
            byte[] in = new byte[(int) packed];
            compressed.getBytes(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH, in);
            byte[] out;
            try (InputStream stream =
                    new FramedLZ4CompressorInputStream(new ByteArrayInputStream(in))) {
                out = stream.readNBytes((int) length);
            } catch (IOException | RuntimeException e) {
                throw new IllegalArgumentException("LZ4 stream is damaged: " + e.getMessage(), e);
            }
            if (out.length != length) {
                throw new IllegalArgumentException(
                        "LZ4 stream ends after " + out.length + " of " + length + " bytes");
            }
            ArrowBuf buffer = allocator.buffer(length);
            buffer.setBytes(0, out);
            buffer.writerIndex(length);
            return buffer;
        }

        @Override
        public CompressionUtil.CodecType getCodecType() {
            return CompressionUtil.CodecType.LZ4_FRAME;
        }
    }
}
