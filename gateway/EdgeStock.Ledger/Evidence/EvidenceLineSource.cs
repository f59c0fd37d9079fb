namespace EdgeStock.Ledger.Evidence;

/// <summary>Takes a stream apart at its line feeds.</summary>
internal static class EvidenceLineSource
{
    /// <summary>No line of an evidence file is longer: the longest holds a site file.</summary>
    private const int Longest = 16 * 1024 * 1024;

    /// <summary>Every line without its line feed; the last has none when it is not <c>Ended</c>.</summary>
    /// <exception cref="EvidenceException">A line is longer than any of an evidence file.</exception>
    public static IEnumerable<(byte[] Octets, bool Ended)> Lines(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var (from, to) = (0, 0);
        while (true)
        {
            var end = Array.IndexOf(buffer, (byte)'\n', from, to - from);
            if (end >= 0)
            {
                yield return (buffer[from..end], true);
                from = end + 1;
                continue;
            }

            if (from > 0)
            {
                Array.Copy(buffer, from, buffer, 0, to - from);
                (from, to) = (0, to - from);
            }

            if (to == buffer.Length)
            {
                Array.Resize(ref buffer, to < Longest ? to * 2 : throw new EvidenceException($"it is longer than {Longest} octets"));
            }

            var read = stream.Read(buffer, to, buffer.Length - to);
            to += read;
            if (read == 0)
            {
                if (to > 0)
                {
                    yield return (buffer[..to], false);
                }

                yield break;
            }
        }
    }
}
