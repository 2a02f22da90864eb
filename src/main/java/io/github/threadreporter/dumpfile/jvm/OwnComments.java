package io.github.threadreporter.dumpfile.jvm;

/** What our own text says of a thread in lines that begin with {@code //}, as far as it can be read back for certain. */
final class OwnComments {

    private static final int ID_LENGTH = 18;

    private OwnComments() {}

    static void read(String text, ThreadDraft thread, DumpDraft dump) {
        if (text.startsWith("// waits for ")) {
            owner(text, thread);
        } else if (text.startsWith("// mounted on #")) {
            long id = id(text, "// mounted on #".length());
            thread.carrierId = id > 0 ? Long.valueOf(id) : null;
        } else if (text.startsWith("// container: ")) {
            dump.group(thread, text.substring("// container: ".length()));
        } else if (text.startsWith("// group: ")) {
            dump.group(thread, text.substring("// group: ".length()));
        }
    }

    /** {@code // waits for com.acme.Stock@1f2e3d held by "order-worker-7" #37}. */
    private static void owner(String text, ThreadDraft thread) {
        int end = text.lastIndexOf("\" #");
        long id = end < 0 || !text.contains(" held by \"") ? 0 : id(text, end + "\" #".length());
        if (id > 0) {
            thread.statedOwner = id;
        }
    }

    /** The number from there to the end, or 0. */
    private static long id(String text, int from) {
        String digits = text.substring(from);
        boolean number = !digits.isEmpty()
                && digits.length() <= ID_LENGTH
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : 0;
    }
}
