"""What a dock does all day."""

from dockrig.scenario import scenario


@scenario("plug-six")
def plug_six(rig):
    """six cameras at once: all delivered, all emptied"""
    cameras = {bay: rig.camera(bay) for bay in range(1, 7)}
    for camera in cameras.values():
        camera.plug()
    for bay, camera in cameras.items():
        rig.await_released(bay, camera)


@scenario("exfat")
def exfat(rig):
    """a card with exFAT: delivered and emptied"""
    camera = rig.camera(2, system="exfat")
    camera.plug()
    rig.await_released(2, camera)


@scenario("no-files")
def no_files(rig):
    """a camera that has filmed nothing but its own note: delivered and emptied"""
    camera = rig.camera(3, lengths=())
    camera.plug()
    rig.await_released(3, camera)
