package io.github.threadreporter.receiver;

/**
 * Every limit of the receiver in one value.
 *
 * @param eventBytes largest event item, uncompressed; Sentry's own limit is 1 MiB
 * @param envelopeBytes largest envelope, before and after decompression
 * @param items most items of one envelope
 * @param documentBytes largest dump in an attachment, decompressed, that is shown
 * @param storeBytes most bytes of events and attachments kept together
 * @param captures most captures and single events kept
 */
record ReceiverLimits(int eventBytes, int envelopeBytes, int items, long documentBytes, long storeBytes, int captures) {

    static final ReceiverLimits DEFAULTS = new ReceiverLimits(1 << 20, 64 << 20, 100, 512L << 20, 128L << 20, 200);
}
