package com.acme.shop;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Requests that take as long as a test wants. */
@RestController
class ShopController {

    final CountDownLatch slow = new CountDownLatch(1);
    final CountDownLatch slower = new CountDownLatch(1);
    final DeferredResult<String> later = new DeferredResult<>(60_000L);

    @GetMapping("/quick")
    String quick() {
        return "done";
    }

    @GetMapping("/slow")
    String slow() throws InterruptedException {
        return await(slow);
    }

    @GetMapping("/slower")
    String slower() throws InterruptedException {
        return await(slower);
    }

    private static String await(CountDownLatch latch) throws InterruptedException {
        return latch.await(120, TimeUnit.SECONDS) ? "done" : "nobody let it go on";
    }

    @GetMapping("/later")
    DeferredResult<String> later() {
        return later;
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("out of stock");
    }
}
