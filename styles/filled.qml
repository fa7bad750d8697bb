<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16-Białowieża" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="@0@" classificationMax="@100@">
      <rasterTransparency/>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" labelPrecision="2" minimumValue="@0@" maximumValue="@100@">
          <item alpha="255" value="@0@" color="#5e5e5e" label="@0@ m NAP"/>
          <item alpha="255" value="@25@" color="#848484" label="@25@"/>
          <item alpha="255" value="@50@" color="#aaaaaa" label="@50@"/>
          <item alpha="255" value="@75@" color="#d0d0d0" label="@75@"/>
          <item alpha="255" value="@100@" color="#f5f5f5" label="@100@ m NAP"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0" gamma="1"/>
    <huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/>
    <rasterresampler maxOversampling="2"/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
