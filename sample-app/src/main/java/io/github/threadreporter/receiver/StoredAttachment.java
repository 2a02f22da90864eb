package io.github.threadreporter.receiver;

/**
 * A file that came with an event.
 *
 * @param name as the sender called it: never a path of ours
 * @param content its bytes as received, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record StoredAttachment(String name, byte[] content) {

    /** The complete dump of a capture. */
    static final String DOCUMENT = "threads.json.gz";
}
