using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Tests.Hosting;

public class AkkaBuilderTests
{
    private static IServiceCollection Services(Action<AkkaConfigurationBuilder> akka) => new ServiceCollection().AddAkka("hosted", configuration =>
    {
        configuration.AddHocon("akka.loglevel = OFF, akka.stdout-loglevel = OFF", HoconAddMode.Append);
        akka(configuration);
    });

    [Fact]
    public async Task Each_container_has_a_system_of_its_own()
    {
        var services = Services(_ => { });
        await using var one = services.BuildServiceProvider();
        await using var other = services.BuildServiceProvider();

        Assert.NotSame(one.GetRequiredService<ActorSystem>(), other.GetRequiredService<ActorSystem>());
    }

    [Fact]
    public async Task Whoever_asks_again_for_a_system_that_could_not_be_made_hears_why()
    {
        await using var provider = Services(akka => akka.AddHocon("akka.actor.provider = cluster", HoconAddMode.Prepend)).BuildServiceProvider();
        var first = Assert.Throws<ConfigurationException>(provider.GetRequiredService<ActorSystem>);

        var second = Assert.Throws<ConfigurationException>(provider.GetRequiredService<ActorSystem>);

        Assert.Equal(first.Message, second.Message);
    }

    [Fact]
    public async Task An_attempt_to_configure_that_failed_leaves_nothing_to_the_next_one()
    {
        var attempts = 0;
        var services = Services(akka =>
        {
            akka.AddHocon($"attempts.number-{++attempts} = here", HoconAddMode.Append);
            if (attempts == 1)
            {
                throw new InvalidOperationException("not yet");
            }
        });
        await using var provider = services.BuildServiceProvider();
        Assert.Throws<InvalidOperationException>(provider.GetRequiredService<ActorSystem>);

        var config = provider.GetRequiredService<ActorSystem>().Settings.Config;

        Assert.False(config.HasPath("attempts.number-1"));
        Assert.True(config.HasPath("attempts.number-2"));
    }
}
