package io.github.threadreporter.send;

import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.ThreadDump;
import io.sentry.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole dump as attachments of an event, packed with gzip: as text for people and for thread-dump tools, and as JSON.
 * Only packed text is ever held, within the limit.
 *
 * @param attachments none where the limit is 0
 * @param cuts what the limit left out, which the attachments themselves say too
 */
public record DumpAttachments(List<Attachment> attachments, List<Cut> cuts) {

    public static final String TEXT = "threads.txt.gz";
    public static final String JSON = "threads.json.gz";

    private static final String CONTENT_TYPE = "application/gzip";

    public DumpAttachments {
        attachments = List.copyOf(attachments);
        cuts = List.copyOf(cuts);
    }

    /**
     * Renders both forms.
     *
     * @param attachmentBytes largest attachment, packed; 0 for none
     */
    public static DumpAttachments of(ThreadDump dump, int attachmentBytes) {
        if (attachmentBytes == 0) {
            return new DumpAttachments(List.of(), List.of());
        }
        List<Attachment> attachments = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        pack(TEXT, TextDump::write, dump, attachmentBytes, attachments, cuts);
        pack(JSON, JsonDump::write, dump, attachmentBytes, attachments, cuts);
        return new DumpAttachments(attachments, cuts);
    }

    /** How large they are all together. */
    public long bytes() {
        long bytes = 0;
        for (Attachment attachment : attachments) {
            byte[] packed = attachment.getBytes();
            bytes += packed == null ? 0 : packed.length;
        }
        return bytes;
    }

    private static void pack(
            String name, Format format, ThreadDump dump, int bytes, List<Attachment> attachments, List<Cut> cuts) {
        String limit = "attachmentBytes=" + bytes;
        try (GzipBuffer buffer = new GzipBuffer(bytes)) {
            Left left = format.write(dump, buffer, buffer, limit);
            byte[] packed = buffer.finish();
            if (packed == null) {
                left = new Left(dump.threads().size(), dump.tasks().size());
            } else {
                attachments.add(new Attachment(packed, name, CONTENT_TYPE));
            }
            cut("threads in " + name, left.threads(), limit, cuts);
            cut("tasks in " + name, left.tasks(), limit, cuts);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static void cut(String what, int count, String limit, List<Cut> cuts) {
        if (count > 0) {
            cuts.add(new Cut(what, count, limit));
        }
    }

    @FunctionalInterface
    private interface Format {
        Left write(ThreadDump dump, Writer out, Room room, String limit) throws IOException;
    }
}
