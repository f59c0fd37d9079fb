#!/usr/bin/env bash
# Fetches Debian's kernel and makes the guest of it that the power-cut tests boot: artifacts/guest/vmlinuz and artifacts/guest/initramfs.
# The package stays in artifacts/guest, so that a second time needs no network. Exit code 1: it cannot be had here, and why.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

guest=$root/artifacts/guest
init=$root/scripts/guest/init
[[ $guest/initramfs -nt $init && $guest/initramfs -nt ${BASH_SOURCE[0]} && -f $guest/vmlinuz ]] && exit 0

mkdir -p "$guest"
work=$(mktemp -d "$guest/.work-XXXXXX")
trap 'rm -rf "$work"' EXIT

# Debian's archive keeps only the newest build, so the name is asked for and not written down.
deb=$(find "$guest" -name 'linux-image-*.deb' | sort -V | tail -n 1)
if [[ -z $deb ]]; then
    image=$(apt-cache depends linux-image-amd64 2>/dev/null | awk '/Depends: linux-image-/ { print $2; exit }')
    [[ -n $image ]] || die 1 "apt knows no linux-image-amd64: run apt-get update."
    say "fetching $image ..."
    (cd "$work" && apt-get -qq -o APT::Sandbox::User=root download "$image" >&2) || die 1 "Could not fetch $image; apt-get says above why."
    mv "$work"/linux-image-*.deb "$guest/"
    deb=$(find "$guest" -name 'linux-image-*.deb' | sort -V | tail -n 1)
fi

# Of 400 MB the guest needs the kernel and the drivers of its disks and file systems.
dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work" --wildcards \
    './boot/vmlinuz-*' './lib/modules/*/modules.*' './lib/modules/*/kernel/drivers/virtio/*' './lib/modules/*/kernel/drivers/block/virtio_blk*' \
    './lib/modules/*/kernel/fs/*' './lib/modules/*/kernel/net/9p/*' './lib/modules/*/kernel/lib/*' './lib/modules/*/kernel/crypto/*' \
    './lib/modules/*/kernel/arch/x86/crypto/*'
version=$(basename "$work"/lib/modules/*)
depmod -b "$work" "$version"

mkdir -p "$work/initramfs/bin" "$work/initramfs/modules"
n=100
for module in virtio_pci virtio_blk 9pnet_virtio 9p overlay crc32c_generic ext4; do
    # each line is 'insmod PATH', those that it needs first
    while read -r _ path _; do
        name=$(basename "$path")
        [[ -n $(find "$work/initramfs/modules" -name "*-$name") ]] && continue
        cp "$path" "$work/initramfs/modules/$n-$name"
        n=$((n + 1))
    done < <(modprobe -d "$work" -S "$version" --show-depends "$module" | grep '^insmod ')
done
find "$work/initramfs/modules" -name '*.xz' -exec xz -d {} +
cp "$(command -v busybox)" "$init" "$work/initramfs/"
mv "$work/initramfs/busybox" "$work/initramfs/bin/"
(cd "$work/initramfs" && find . | cpio --quiet -o -H newc | gzip -1) > "$work/made"
mv "$work"/boot/vmlinuz-* "$guest/vmlinuz"
mv "$work/made" "$guest/initramfs"
say "made artifacts/guest ($version)"
