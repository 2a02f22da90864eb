package com.acme.shop;

import io.github.threadreporter.RequestTracker;
import io.github.threadreporter.Watch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, and passes it on: {@code GET /slow} while a request runs, {@code end of GET /slow} afterwards. */
class Sections implements RequestTracker {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final RequestTracker next;

    Sections(RequestTracker next) {
        this.next = next;
    }

    @Override
    public Watch begin(String method, String path) {
        String section = method + " " + path;
        told.add(section);
        Watch watch = next.begin(method, path);
        return () -> {
            watch.close();
            told.add("end of " + section);
        };
    }

    List<String> told() {
        return told;
    }
}
