package io.github.threadreporter.enrich.source;

import java.io.IOException;

/** A file was found and cannot be used as source. */
final class UnusableSource extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient SourceGap gap;

    UnusableSource(SourceGap gap) {
        super(gap.why());
        this.gap = gap;
    }

    SourceGap gap() {
        return gap;
    }

    /** Used as a result: where it happened tells nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
