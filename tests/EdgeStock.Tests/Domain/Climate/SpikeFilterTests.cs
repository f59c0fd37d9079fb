using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>Hampel's identifier with k = 3: single spikes are held off, three in a row are real.</summary>
public sealed class SpikeFilterTests
{
    private static readonly double[] Calm = [22.00, 22.02, 21.99, 22.01, 22.00, 22.03, 21.98];

    // By hand: median 22.00, absolute deviations 0 .02 .01 .01 0 .03 .02, their median .01; 3 × 1.4826 × max(.01, .02/1.4826) = .06.
    [Theory]
    [InlineData(22.05, SpikeVerdict.Clean)]
    [InlineData(22.07, SpikeVerdict.Held)]
    [InlineData(21.95, SpikeVerdict.Clean)]
    [InlineData(21.93, SpikeVerdict.Held)]
    [InlineData(85, SpikeVerdict.Held)]
    public void A_value_is_out_of_line_beyond_three_deviations(double value, SpikeVerdict expected)
    {
        var filter = Filled();

        Assert.Equal(expected, filter.Observe(value, out var input));
        Assert.Equal(expected == SpikeVerdict.Clean ? value : 21.98, input);
    }

    [Theory]
    [InlineData(25.3, 24.8)]
    [InlineData(8.3, 7.8)]
    [InlineData(0.3, -0.2)]
    public void Half_a_degree_is_within_half_a_degree_wherever_it_lies(double before, double after)
    {
        var filter = new SpikeFilter(0.5 / 3, SpikeMemory.Empty);
        Assert.All(Enumerable.Repeat(before, 7), v => Assert.Equal(SpikeVerdict.Clean, filter.Observe(v, out _)));

        Assert.Equal(SpikeVerdict.Clean, filter.Observe(after, out _));
        Assert.Equal(SpikeVerdict.Held, filter.Observe(after - 0.51, out _));
    }

    [Fact]
    public void A_single_spike_leaves_no_trace()
    {
        var (with, without) = (Filled(), Filled());

        with.Observe(85, out _);
        with.Observe(22.01, out _);
        without.Observe(22.01, out _);

        Assert.Equal(without.Save().Recent, with.Save().Recent);
        Assert.Empty(with.Save().Suspects);
    }

    [Fact]
    public void Two_in_a_row_are_held_and_the_third_makes_them_real()
    {
        var filter = Filled();

        Assert.Equal(SpikeVerdict.Held, filter.Observe(26.0, out var first));
        Assert.Equal(SpikeVerdict.Held, filter.Observe(26.1, out var second));
        Assert.Equal(SpikeVerdict.Confirmed, filter.Observe(26.2, out var third));
        Assert.Equal((21.98, 21.98, 26.2), (first, second, third));
        Assert.Equal([26.0, 26.1, 26.2], filter.Save().Recent);
        Assert.Equal(SpikeVerdict.Clean, filter.Observe(26.25, out _));
    }

    [Fact]
    public void Two_spikes_with_a_good_value_between_them_stay_spikes()
    {
        var filter = Filled();

        Assert.Equal(
            [SpikeVerdict.Held, SpikeVerdict.Held, SpikeVerdict.Clean, SpikeVerdict.Held, SpikeVerdict.Held, SpikeVerdict.Clean],
            new[] { 85, 85, 22.0, 85, 85, 22.0 }.Select(v => filter.Observe(v, out _)));
    }

    [Fact]
    public void A_coarse_sensor_in_a_calm_room_may_change_by_a_step()
    {
        var filter = new SpikeFilter(0.0625, SpikeMemory.Empty);
        foreach (var value in Enumerable.Repeat(4.5, 20))
        {
            filter.Observe(value, out _);
        }

        Assert.Equal(SpikeVerdict.Clean, filter.Observe(4.5625, out _));
        Assert.Equal(SpikeVerdict.Held, filter.Observe(5, out _));
    }

    [Fact]
    public void A_steady_rise_is_held_for_no_more_than_its_first_two_values()
    {
        var filter = Filled();
        var held = Enumerable.Range(1, 60).Count(i => filter.Observe(22 + (0.17 * i), out _) == SpikeVerdict.Held);

        Assert.InRange(held, 1, 2);
    }

    [Fact]
    public void It_goes_on_after_a_restart_at_any_value_as_if_there_had_been_none()
    {
        double[] values = [.. Calm, 85, 22, 26, 26.1, 26.2, 26.1, 22, 22.1, 26, 22.2, 22, 22.1];
        var through = new SpikeFilter(0.02, SpikeMemory.Empty);
        var restarted = new SpikeFilter(0.02, SpikeMemory.Empty);
        foreach (var value in values)
        {
            restarted = new(0.02, restarted.Save());
            Assert.Equal((through.Observe(value, out var a), a), (restarted.Observe(value, out var b), b));
        }
    }

    [Fact]
    public void After_a_gap_the_values_before_say_nothing()
    {
        var filter = Filled();
        filter.Forget();

        Assert.Equal(SpikeVerdict.Clean, filter.Observe(28, out _));
    }

    [Fact]
    public void It_keeps_no_more_than_nine_numbers()
    {
        var (filter, random) = (new SpikeFilter(0.02, SpikeMemory.Empty), new Random(3));
        for (var i = 0; i < 10_000; i++)
        {
            filter.Observe(22 + (random.NextDouble() * (i % 50 == 0 ? 50 : 0.1)), out _);
            Assert.True(filter.Save() is { Recent.Count: <= 7, Suspects.Count: <= 2 });
        }
    }

    [Fact]
    public void Taking_values_allocates_nothing()
    {
        var filter = Filled();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            filter.Observe(i % 10 == 0 ? 85 : 22, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static SpikeFilter Filled()
    {
        var filter = new SpikeFilter(0.02, SpikeMemory.Empty);
        foreach (var value in Calm)
        {
            filter.Observe(value, out _);
        }

        return filter;
    }
}
