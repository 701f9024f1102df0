# factlint over a folder: docker run --rm -v "$PWD:/work:ro" factlint check .
FROM rust:1.95-slim-trixie AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked --package factlint

FROM debian:trixie-slim
COPY --from=build /src/target/release/factlint /usr/local/bin/factlint
COPY --from=build /src/LICENSE-MIT /src/LICENSE-APACHE /usr/share/doc/factlint/
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["factlint"]
CMD ["check", "."]
