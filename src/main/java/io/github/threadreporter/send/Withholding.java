package io.github.threadreporter.send;

import io.sentry.Attachment;
import io.sentry.DataCategory;
import java.util.List;

/** Takes off the attachments that the SDK would drop without a word. */
final class Withholding {

    private Withholding() {}

    static Outgoing apply(Outgoing outgoing, IsolatedClient client, DeliveryListener listener) {
        int attached = outgoing.attachments().size();
        if (attached == 0) {
            return outgoing;
        }
        String id = String.valueOf(outgoing.event().getEventId());
        if (client.limited(DataCategory.Attachment)) {
            listener.attachmentsWithheld(id, attached, "attachments are rate limited by the server");
            return new Outgoing(outgoing.event(), List.of());
        }
        long most = client.maxAttachmentSize();
        List<Attachment> kept = outgoing.attachments().stream()
                .filter(attachment -> size(attachment) <= most)
                .toList();
        if (kept.size() < attached) {
            listener.attachmentsWithheld(id, attached - kept.size(), "larger than the SDK's maxAttachmentSize=" + most);
        }
        return new Outgoing(outgoing.event(), kept);
    }

    private static long size(Attachment attachment) {
        byte[] bytes = attachment.getBytes();
        return bytes == null ? 0 : bytes.length;
    }
}
